struct PayloadSchema { init(_ t: PayloadTransport, _ p: PayloadPurpose) {}; func problems(in b: [UInt8]) throws -> [String] { [] } }
