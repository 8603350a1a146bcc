/// What OpenCPS says for the national statuses (protocol 3.1).
enum OpenCPS {
    static let statuses = [
        "", "new", "receiving", "unresolved", "processing", "waiting", "paying", "cancelled", "denied", "releasing",
        "done",
    ]
    static let substatuses = ["", "", "", "", "processing_1", "waiting_4", "paying_1", "", "", "releasing_0", "done_5"]
    static let texts = [
        "", "Mới", "Tiếp nhận", "Không tiếp nhận", "Đang xử lý", "Chờ bổ sung", "Chờ thanh toán", "Đã hủy", "Từ chối",
        "Đã có kết quả", "Đã trả kết quả",
    ]
}

extension ByteText {
    mutating func openOpenCPS(_ place: PagePlace) {
        append("{\"total\":")
        append(place.total)
        append(place.isSingleObject ? ",\"data\":" : ",\"data\":[")
    }

    /// A dossier as `GET /o/rest/v2/dossiers` lists it: numbers where a text looks like one, upper-case names.
    mutating func appendOpenCPS(_ record: Record, number: Int) {
        if record.dirt.contains(.broken) { return append("{\"dossierIdCTN\": ,\"dossierNote\":\"\"}") }
        appendOpenCPSHead(record, number: number)
        appendOpenCPSPerson(record)
        appendOpenCPSTimes(record)
        appendOpenCPSStatus(record, number: number)
        appendOpenCPSTail(record, number: number)
    }

    private mutating func appendOpenCPSHead(_ record: Record, number: Int) {
        append("{\"dossierIdCTN\":")
        append(23_000_000 + number)
        append(",\"dossierId\":")
        append(41_000 + number)
        append(",\"groupId\":55301,\"createDate\":\"")
        append(record.submitted, .slashed)
        append("\",\"modifiedDate\":\"")
        append(record.changed, .slashed)
        append("\",\"counter\":")
        append(number)
        append(",\"serviceCode\":\"")
        appendProcedure(record, suffix: true)
        append("\",\"serviceName\":\"")
        append(Catalogue.procedures[record.procedure].name)
        append("\",\"govAgencyCode\":\"")
        appendAgency(record)
        append("\",\"govAgencyName\":\"")
        append(Catalogue.agencyName(record.unit))
        append("\",\"dossierTemplateNo\":\"HD_CT\"")
    }

    private mutating func appendOpenCPSPerson(_ record: Record) {
        append(",\"applicantName\":\"")
        appendName(record)
        append("\",\"applicantIdType\":\"citizen\",\"applicantIdNo\":")
        let quote = Identity.isOldCard(record.person) ? "" : "\""
        append(quote)
        appendIdentity(record.person)
        append(quote)
        append(",\"applicantIdDate\":\"\",\"address\":\"Thôn Mẫu\",\"cityCode\":30,\"cityName\":\"Tỉnh Hải Dương\"")
        append(",\"districtCode\":294,\"districtName\":\"Huyện Thanh Hà\",\"contactName\":\"")
        appendName(record, [])
        append("\",\"contactTelNo\":\"")
        appendPhone(record.person)
        append("\",\"contactEmail\":\"\",\"dossierNote\":\"\",\"dossierNo\":\"")
        appendCode(record)
        append("\",\"submitting\":false")
    }

    private mutating func appendOpenCPSTimes(_ record: Record) {
        append(",\"submitDate\":\"")
        append(record.submitted, .slashed)
        append("\",\"receiveDate\":\"")
        append(record.received, .slashed)
        append("\",\"dueDate\":\"")
        appendDue(record, .slashed)
        append("\",\"releaseDate\":\"")
        append(record.finished, .slashed)
        append("\",\"finishDate\":\"")
        append(record.returned, .slashed)
        append("\",\"cancellingDate\":\"\",\"correctingDate\":\"\"")
    }

    private mutating func appendOpenCPSStatus(_ record: Record, number: Int) {
        let isUnknown = record.dirt.contains(.unknownStatus)
        append(",\"dossierStatus\":\"")
        append(isUnknown ? "transferring" : OpenCPS.statuses[record.status])
        append("\",\"dossierStatusText\":\"")
        append(isUnknown ? "Đang luân chuyển" : OpenCPS.texts[record.status])
        append("\",\"dossierSubStatus\":\"")
        append(isUnknown ? "" : OpenCPS.substatuses[record.status])
        append("\",\"dossierSubStatusText\":\"\",\"viaPostal\":1,\"lastActionDate\":\"")
        append(record.changed, .slashed)
        append("\",\"lastActionCode\":6100,\"lastActionUser\":\"CÁN BỘ MẪU\",\"stepCode\":610,\"stepName\":\"")
        append(OpenCPS.texts[record.status])
        append("\",\"visited\":false,\"pending\":false,\"online\":")
        append(record.channel == 2 ? "true" : "false")
        append(",\"hasPassword\":")
        append(1_000 + number)
    }

    private mutating func appendOpenCPSTail(_ record: Record, number: Int) {
        let procedure = Catalogue.procedures[record.procedure]
        append(",\"serverNo\":\"SERVER_DVC\",\"domainCode\":\"")
        append(procedure.field)
        append("\",\"domainName\":\"")
        append(procedure.fieldName)
        append("\",\"dossierName\":\"")
        append(procedure.name)
        append("\",\"originality\":")
        append(record.channel == 2 ? 1 : 3)
        append(",\"origin\":0,\"originDossierId\":")
        append(record.isChild ? 40_000 + number : 0)
        append(",\"originDossierNo\":\"")
        if record.isChild {
            append("000.00.00.H23-")
            append(231_000 + number % 1_000, width: 6)
            append("-0001")
        }
        append("\",\"systemId\":0,\"serviceLevel\":4}")
    }
}
