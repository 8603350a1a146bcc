import Dossiers
import Formats
import Settings

/// Reads the root of a `mapping.yaml`.
struct DefinitionReading {
    let name: String
    let file: String
    let shelf: TableShelf

    func definition(_ root: YAMLValue) -> MappingDefinition? {
        root.mapping { keys in
            checkName(keys.required("mapping"))
            let layout = LayoutReading.layout(keys)
            var definition = MappingDefinition(name: name, format: layout.format, file: file)
            definition.unwrap = layout.unwrap
            definition.envelope = EnvelopeReading(layout: layout).rules(keys)
            definition.zone = keys.optional("zone")?.zone() ?? definition.zone
            definition.literalZIsLocal = keys.optional("literal_z_is_local")?.boolean() ?? false
            fill(&definition, from: keys, layout: layout)
            return definition
        }
    }

    private func checkName(_ value: YAMLValue?) {
        guard let value, let text = value.text(), text != name else { return }
        value.report("the mapping calls itself `\(text)`, but its folder is `\(name)`")
    }

    private func fill(_ definition: inout MappingDefinition, from keys: YAMLKeys, layout: Layout) {
        let rules = ValueReading(
            paths: layout.paths,
            shelf: shelf,
            zone: definition.zone,
            literalZIsLocal: definition.literalZIsLocal
        )
        let fields = FieldsReading(rules: rules)
        if let value = keys.required("fields") { fields.read(value, into: &definition) }
        definition.asOf = AsOfReading(rules: rules, fields: definition.fields, hasEnvelope: layout.paths.hasTree)
            .rule(keys.optional("as_of"))
        definition.notExpectedWhen = keys.optional("not_expected_when").flatMap(rules.condition)
        definition.skipWhen = keys.optional("skip_when").flatMap(rules.condition)
        definition.carry = keys.optional("carry").map(CarryReading(rules: rules).rules) ?? []
        definition.tables = shelf.tables
    }
}
