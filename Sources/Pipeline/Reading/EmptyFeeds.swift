import Dossiers

extension PageReading.Outcome {
    /// Marks sources that gave no record at all as not complete: an empty feed concludes nothing (promise 2).
    func withEmptyFeedsMarked() -> Self {
        var marked = self
        for index in marked.sources.indices where marked.sources[index].reading.read == 0 {
            guard marked.sources[index].isComplete else { continue }
            marked.sources[index].problems.append("the feed is empty")
        }
        return marked
    }
}
