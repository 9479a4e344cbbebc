/// Words in nearly every text, which neither narrow nor rank. The list that Lucene made usual.
pub(crate) fn is_stop_word(folded: &str) -> bool {
    matches!(
        folded,
        "a" | "an"
            | "and"
            | "are"
            | "as"
            | "at"
            | "be"
            | "but"
            | "by"
            | "for"
            | "if"
            | "in"
            | "into"
            | "is"
            | "it"
            | "no"
            | "not"
            | "of"
            | "on"
            | "or"
            | "such"
            | "that"
            | "the"
            | "their"
            | "then"
            | "there"
            | "these"
            | "they"
            | "this"
            | "to"
            | "was"
            | "will"
            | "with"
    )
}

/// Words that hold a sentence together. They are indexed, and one of them alone can be asked for; among the many words
/// of a question they say nothing of what it is about.
pub(crate) fn is_function_word(folded: &str) -> bool {
    const WORDS: &[&str] = &[
        "about", "above", "after", "again", "against", "all", "also", "am", "any", "because", "been", "before",
        "being", "below", "between", "both", "can", "could", "did", "do", "does", "doing", "done", "down", "during",
        "each", "few", "from", "further", "had", "has", "have", "having", "he", "her", "here", "him", "his", "how",
        "however", "i", "its", "just", "may", "me", "might", "more", "most", "must", "my", "nor", "now", "off", "once",
        "only", "other", "our", "out", "over", "own", "same", "shall", "she", "should", "so", "some", "than",
        "through", "too", "under", "until", "up", "us", "very", "we", "were", "what", "when", "where", "whether",
        "which", "while", "who", "whom", "why", "would", "yet", "you", "your",
    ];
    WORDS.binary_search(&folded).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_are_known_from_first_to_last() {
        for word in ["about", "i", "its", "what", "your", "very", "before"] {
            assert!(is_function_word(word), "{word}");
        }
        assert!(!is_function_word("timeout") && !is_function_word(""));
    }
}
