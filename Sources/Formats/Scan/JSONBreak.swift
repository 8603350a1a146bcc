/// Why a walk could not reach the end of a value.
enum JSONBreak {
    /// The block ends first.
    case incomplete
    case syntax
    case depth
    case members
    case textLength
    case duplicateName
}
