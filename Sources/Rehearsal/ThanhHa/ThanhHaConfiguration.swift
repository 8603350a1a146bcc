/// The configuration that comes with the sample world.
enum ThanhHaConfiguration {
    /// `doisoat.yaml`, ready for a dry run.
    static func text(mappings: String) -> String {
        let sources = LocalSource.all.map(source).joined()
        return """
            # Huyện mẫu: năm hệ thống một cửa và cổng dịch vụ công, dữ liệu bịa hoàn toàn / a sample district, all of it invented
            doisoat: 1
            unit: { code: H23.23, name: UBND huyện Thanh Hà }
            window: { received: 2023-01-01..2023-12-31, carried_over: true }
            mappings: \(mappings)
            rules: \(mappings)/rules
            state: ./state
            output: ./out
            local:
            \(sources)portal:
              mapping: dvcqg
              transport: td
              fetch: { kind: files, url: "cong-tinh-*.json" }
              delivery: { transport: dvcqg-session, batch: 50 }
            quiet_zone: 2 hours

            """
    }

    private static func source(_ source: LocalSource) -> String {
        """
          - id: \(source.id)
            level: \(source.level)
            mapping: \(source.format.mapping)
            units: [\(source.agency)]
            fetch: { kind: files, url: "\(source.id)-*.\(source.format.suffix)" }

        """
    }
}
