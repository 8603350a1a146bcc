/// What `check` says, in one language.
package protocol CheckPhrases: Sendable {
}
