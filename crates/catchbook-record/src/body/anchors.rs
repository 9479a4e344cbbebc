//! Names for headings, as in `#before-you-change-this`, the way GitHub makes them.

use std::collections::HashMap;

/// Gives each heading of one document an anchor of its own.
#[derive(Debug, Default)]
pub struct Anchors {
    /// How often a slug was asked for, or made by numbering another.
    taken: HashMap<String, u32>,
}

impl Anchors {
    /// The anchor for a heading with this plain text: `what-was-green`, then `what-was-green-1`.
    pub fn unique(&mut self, text: &str) -> String {
        let slug = anchor_slug(text);
        let Some(mut count) = self.taken.get(&slug).copied() else {
            self.taken.insert(slug.clone(), 0);
            return slug;
        };
        loop {
            count += 1;
            let numbered = format!("{slug}-{count}");
            if !self.taken.contains_key(&numbered) {
                self.taken.insert(slug, count);
                self.taken.insert(numbered.clone(), 0);
                return numbered;
            }
        }
    }
}

fn anchor_slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            ' ' | '-' => slug.push('-'),
            '_' => slug.push('_'),
            c if c.is_ascii_alphanumeric() => slug.push(c.to_ascii_lowercase()),
            c if c.is_alphanumeric() => slug.extend(c.to_lowercase()),
            _ => {}
        }
    }
    if slug.is_empty() { "section".into() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::Anchors;

    #[test]
    fn anchors_are_githubs_and_unique() {
        let mut anchors = Anchors::default();
        for (text, anchor) in [
            ("Before you change this", "before-you-change-this"),
            ("What was green?", "what-was-green"),
            ("What was green", "what-was-green-1"),
            ("What was green", "what-was-green-2"),
            ("What was green 1", "what-was-green-1-1"),
            ("Ünïcode & Co.", "ünïcode--co"),
            ("???", "section"),
            ("", "section-1"),
        ] {
            assert_eq!(anchors.unique(text), anchor, "{text}");
        }
    }
}
