/// What iGate says for the national statuses; the pairs follow the samples, where 2 and 4 share the first id.
enum IGate {
    static let statusIDs = [0, 0, 2, 6, 2, 1, 3, 8, 9, 4, 5]
    static let names = [
        "", "Chờ tiếp nhận", "Đang xử lý", "Từ chối", "Đang xử lý", "Yêu cầu bổ sung", "Chờ thanh toán", "Rút hồ sơ",
        "Dừng xử lý", "Có kết quả", "Đã trả kết quả",
    ]
    static let taskIDs = [
        "", "60e409823dfc9609723e493c", "60f000000000000000000002", "60f000000000000000000003",
        "60f000000000000000000004",
        "60f000000000000000000005", "60f000000000000000000006", "60f000000000000000000007", "60f000000000000000000008",
        "60f000000000000000000009", "60ebf17309cbf91d41f87f8e",
    ]
}

extension ByteText {
    /// A dossier of the page that `GET /pa/dossier/search` answers with; its times are UTC.
    mutating func appendIGate(_ record: Record, number: Int) {
        if record.dirt.contains(.broken) { return append("{\"nationCode\": ,\"task\":[]}") }
        append("{\"id\":\"657bd00000000000")
        append(number, width: 8)
        append("\",\"code\":\"")
        appendCode(record)
        append("\",\"nationCode\":null")
        appendIGateStatus(record)
        appendIGatePerson(record)
        appendIGateProcedure(record)
        appendIGateTimes(record)
        append(",\"processingTimeUnit\":\"d\",\"task\":[],\"currentTask\":[],\"applyMethod\":{\"id\":")
        append(record.channel == 2 ? "0,\"name\":\"Trực tuyến\"}" : "1,\"name\":\"Trực tiếp\"}")
        append(",\"dossierReceivingKind\":{\"id\":\"5f8968888fffa53e4c073ded\",\"name\":[{\"languageId\":228,")
        append("\"name\":\"Nhận trực tiếp\"}]},\"undefindedCompleteTime\":0}")
    }

    private mutating func appendIGateStatus(_ record: Record) {
        let isUnknown = record.dirt.contains(.unknownStatus)
        append(",\"dossierStatus\":{\"id\":")
        append(isUnknown ? 16 : IGate.statusIDs[record.status])
        append(",\"name\":\"")
        append(isUnknown ? "Chờ luân chuyển" : IGate.names[record.status])
        append("\"},\"dossierTaskStatus\":{\"id\":\"")
        append(isUnknown ? "60f0000000000000000000ff" : IGate.taskIDs[record.status])
        append("\",\"name\":\"")
        append(isUnknown ? "Chờ luân chuyển" : record.status == 1 ? "Mới đăng ký" : IGate.names[record.status])
        append("\"}")
    }

    private mutating func appendIGatePerson(_ record: Record) {
        append(
            ",\"applicant\":{\"eformId\":\"60f0000000000000000000aa\",\"userId\":null,\"data\":{\"ownerFullname\":\""
        )
        appendName(record)
        append("\",\"fullname\":\"")
        appendName(record)
        append("\",\"identityNumber\":\"")
        appendIdentity(record.person)
        append("\",\"birthday\":\"1994-10-23T17:00:00.000+0000\",\"gender\":1,\"phoneNumber\":\"")
        appendPhone(record.person, prefix: "+84")
        append("\",\"email\":\"\",\"province\":{\"label\":\"Tỉnh Hải Dương\",\"value\":\"5def47c5f47614018c000030\"}}}")
    }

    private mutating func appendIGateProcedure(_ record: Record) {
        let procedure = Catalogue.procedures[record.procedure]
        append(",\"procedure\":{\"id\":\"60a0000000000000000000")
        append(record.procedure, width: 2)
        append("\",\"code\":\"")
        appendProcedure(record, suffix: true)
        append("\",\"translate\":{\"languageId\":228,\"name\":\"")
        append(procedure.name)
        append("\"},\"sector\":{\"id\":\"60b000000000000000000001\",\"code\":\"")
        append(procedure.field)
        append("\",\"name\":\"")
        append(procedure.fieldName)
        append("\"}},\"agency\":{\"id\":\"60c0000000000000000000")
        append(record.unit, width: 2)
        append("\",\"name\":\"")
        append(Catalogue.agencyName(record.unit))
        append("\",\"code\":\"")
        appendAgency(record)
        append("\",\"parent\":null,\"ancestors\":[]},\"accepter\":{\"fullname\":\"Cán bộ Mẫu\"}")
    }

    private mutating func appendIGateTimes(_ record: Record) {
        appendIGateTime("appliedDate", record.submitted)
        appendIGateTime("acceptedDate", record.received)
        for name in ["appointmentDate", "dueDate"] {
            if record.dirt.contains(.impossibleDate) {
                append(",\"\(name)\":\"")
                appendDue(record, .utc)
                append("\"")
            } else {
                appendIGateTime(name, record.due)
            }
        }
        appendIGateTime("completedDate", record.finished)
        appendIGateTime("returnedDate", record.returned)
        append(",\"processingTime\":")
        append(Catalogue.procedures[record.procedure].days)
    }

    private mutating func appendIGateTime(_ name: String, _ time: Int64) {
        append(",\"")
        append(name)
        guard time != 0 else { return append("\":null") }
        append("\":\"")
        append(time, .utc)
        append("\"")
    }

    mutating func closeIGate(_ place: PagePlace) {
        append("],\"pageable\":{\"pageNumber\":\(place.number),\"pageSize\":\(place.records)},")
        append("\"totalElements\":\(place.total),\"totalPages\":\(place.pages),")
        append("\"last\":\(place.number + 1 == place.pages),\"first\":\(place.number == 0),\"number\":\(place.number),")
        append("\"size\":\(place.records),\"numberOfElements\":\(place.records),\"empty\":\(place.records == 0)}")
    }
}
