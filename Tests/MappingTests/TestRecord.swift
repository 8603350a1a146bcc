import Formats
import Foundation

/// Records of tests, written as JSON and read by Foundation.
enum TestRecord {
    static func value(_ json: String) throws -> RecordValue {
        value(of: try JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed))
    }

    private static func value(of any: Any) -> RecordValue {
        switch any {
        case let number as NSNumber where "\(type(of: number))".contains("Bool"): .bool(number.boolValue)
        case let number as NSNumber: .number(number.stringValue)
        case let text as String: .text(text)
        case let list as [Any]: .list(list.map(value(of:)))
        case let object as [String: Any]:
            .object(object.sorted { $0.key < $1.key }.map { RecordMember(name: $0.key, value: value(of: $0.value)) })
        default: .null
        }
    }
}
