/// Words in nearly every text, which neither narrow nor rank. The list that Lucene made usual.
pub(crate) fn is_stop_word(folded: &str) -> bool {
    matches!(
        folded,
        "a" | "an" | "and" | "are" | "as" | "at" | "be" | "but" | "by" | "for" | "if" | "in" | "into" | "is" | "it" | "no"
            | "not" | "of" | "on" | "or" | "such" | "that" | "the" | "their" | "then" | "there" | "these" | "they" | "this"
            | "to" | "was" | "will" | "with"
    )
}
