import Dossiers
import Mapping
import Reconciliation
import Settings

/// From what was read to verdicts: the facts of the sources, the policy of the rules, the join.
struct Judging {
    let preparation: Preparation
    /// The sources after reading, with their as-of instants and problems.
    let sources: [RunSource]
    /// The day of the run, for windows that end on it.
    let today: Instant

    /// What the classifier must know of each source.
    func facts() -> [SourceFacts] {
        sources.map { source in
            var facts = SourceFacts(
                id: source.id,
                side: source.side,
                order: source.order,
                carried: source.carried,
                isComplete: source.isComplete,
                asOf: source.asOf
            )
            facts.mapping = source.program.definition.name
            facts.units = source.knownUnits
            facts.asked = source.asked
            return facts
        }
    }

    /// The rules in the words of the reconciliation.
    func policy() -> ComparisonPolicy {
        let rules = preparation.rules
        var policy = ComparisonPolicy()
        policy.compared = rules.owners.keys.reduce(into: []) { $0.insert(ComparedFields($1)) }
        policy.owners = rules.owners
        policy.quietZone = rules.quietZone.components.seconds
        policy.rewrites = Set(
            rules.knownRewrites(of: preparation.configuration.portal.transport).map {
                .init(local: $0.local, portal: $0.portal)
            }
        )
        policy.window = preparation.configuration.window.map { window in
            let bounds = window.bounds(today: today)
            return ReceiveWindow(from: bounds.from, to: bounds.to, carriesOver: window.carriedOver)
        }
        return policy
    }

    func classifier() -> Classifier {
        let agencies = preparation.agencies
        return Classifier(sources: facts(), policy: policy(), unitOfCode: { agencies.agency(of: $0) })
    }
}

extension Rules {
    /// The known rewrites of a transport; where none is named, those of the most copied sender.
    fileprivate func knownRewrites(of transport: String?) -> Set<StatusRewrite> {
        rewrites(of: transport ?? "td")
    }
}
