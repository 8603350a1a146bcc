/// English patterns for code words of other rooms; everything else is English as it is made.
enum EnglishSentences {
    static let patterns: [String: String] = [
        "no-match": "no file fits the pattern",
        "empty-file": "the file is empty",
        "not-a-file": "this is no file",
        "feed-too-large": "the files are larger than allowed",
        "deadline-passed": "the time for the whole feed has passed",
        "unreadable-file": "the file cannot be read",
        "changing-file": "the file changed while it was copied",
        "unfinished-file": "the file is not finished by its sender",
        "unexpandable-file": "the file cannot be expanded",
        "empty-answer": "the answer is empty",
        "transfer-failed": "the transfer failed",
        "uncountable-page": "the page cannot be read",
        "repeated-page": "the server sends the same page again and again",
        "short-of-total": "the pages hold fewer records than the server says",
        "short-of-total: {} of {} records": "the pages hold fewer records than they say: {} of {}",
        "short-of-total: the pages say that another one follows": "the last page says that another one follows",
        "too-many-pages": "there are more pages than allowed",
    ]
}
