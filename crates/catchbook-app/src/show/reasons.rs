use catchbook_search::Shared;

/// Names of one kind, and words, that a reason gives.
const MOST_NAMES: usize = 2;
const MOST_WORDS: usize = 5;

/// Why two records are similar, the weightiest reason first.
pub(crate) fn reasons(shared: &Shared) -> Vec<String> {
    let modes = if shared.modes.len() == 1 { "Same failure mode" } else { "Same failure modes" };
    let services = if shared.services.len() == 1 { "Same service" } else { "Same services" };
    [
        said("Both guard ", &shared.paths, MOST_NAMES),
        said("Both tied to the change ", &shared.commits, MOST_NAMES),
        said("Same class: ", shared.class.as_slice(), MOST_NAMES),
        said(&format!("{modes}: "), &shared.modes, MOST_NAMES),
        said("Both speak of ", &shared.words, MOST_WORDS),
        said(&format!("{services}: "), &shared.services, MOST_NAMES),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn said(what: &str, names: &[String], most: usize) -> Option<String> {
    let shown = &names[..names.len().min(most)];
    (!shown.is_empty()).then(|| format!("{what}{}", shown.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shared_is_said_in_words() {
        let all = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let shared = Shared {
            paths: all(&["src/chat/redirect.ts"]),
            commits: all(&["a41f9c2"]),
            class: Some("state-lost".to_owned()),
            modes: all(&["navigation", "async state", "third"]),
            services: all(&["chat"]),
            words: all(&["redirect", "remount", "stream", "draft", "thread", "sixth"]),
        };
        assert_eq!(
            reasons(&shared),
            [
                "Both guard src/chat/redirect.ts",
                "Both tied to the change a41f9c2",
                "Same class: state-lost",
                "Same failure modes: navigation, async state",
                "Both speak of redirect, remount, stream, draft, thread",
                "Same service: chat",
            ]
        );
        assert!(reasons(&Shared::default()).is_empty());
    }
}
