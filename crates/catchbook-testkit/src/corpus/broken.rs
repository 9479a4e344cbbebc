use super::{Dice, Identity, body, front};

/// A name, and what it does to a good file.
type Wrong = (&'static str, fn(&str) -> Vec<u8>);

/// What is wrong, by turn. The names stand in the paths, so that a failing test says which.
const WRONGS: &[Wrong] = &[
    ("bom", |text| [b"\xef\xbb\xbf", text.as_bytes()].concat()),
    ("crlf", |text| text.replace('\n', "\r\n").into_bytes()),
    ("mixed-ends", |text| text.replacen('\n', "\r\n", 5).into_bytes()),
    ("old-mac-ends", |text| text.replace('\n', "\r").into_bytes()),
    ("latin-1", |text| [text.as_bytes(), b"\nCaf\xe9 na\xefve\n"].concat()),
    ("utf-16", |text| [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()),
    ("nul", |text| text.replace(". ", ".\0 ").into_bytes()),
    ("empty", |_| Vec::new()),
    ("no-final-newline", |text| text.trim_end().into()),
    ("unclosed-front-matter", |text| text.replacen("\n---\n", "\n", 1).into_bytes()),
    ("unclosed-quote", |text| in_front(text, "symptoms: \"never closed\n")),
    ("unclosed-list", |text| in_front(text, "tags: [a, [b, {c\n")),
    ("tabs", |text| in_front(text, "changes:\n\t- role: fixed\n")),
    ("at-sign", |text| in_front(text, "caught_by: @ines\n")),
    ("double-key", |text| in_front(text, "severity: 1\nseverity: sev3\n")),
    ("not-a-map", |_| b"---\n- a\n- b\n---\n# Title\n".to_vec()),
    ("alias-bomb", |text| in_front(text, &bomb())),
    ("self-alias", |text| in_front(text, "x: &x [*x, *x]\n")),
    ("deep-flow", |text| in_front(text, &format!("x: {}\n", "[".repeat(20_000)))),
    ("deep-blocks", |text| in_front(text, &(0..400).map(|n| format!("{}- \n", " ".repeat(n))).collect::<String>())),
    ("deep-quotes", |text| [text.as_bytes(), ">".repeat(50_000).as_bytes(), b" deep\n"].concat()),
    ("deep-list", |text| {
        [text, &(0..3_000).map(|n| format!("{}- x\n", "  ".repeat(n.min(500)))).collect::<String>()].concat().into()
    }),
    ("long-line", |text| [text, &"word ".repeat(200_000), "\n"].concat().into()),
    ("many-keys", |text| in_front(text, &(0..20_000).map(|n| format!("k{n}: v\n")).collect::<String>())),
    ("many-brackets", |text| [text, &"[".repeat(100_000), "\n"].concat().into()),
    ("bidirectional", |text| text.replace("# ", "# \u{202e}\u{2066}").into_bytes()),
    ("wrong-types", |text| in_front(text, "severity: {a: b}\ngates: 7\ndate: yesterday\nverified: [no]\n")),
    ("fence-inside", |text| text.replacen("---\n", "---\n...\n", 1).into_bytes()),
];

pub fn write(seed: u64, number: u64) -> (String, Vec<u8>) {
    let identity = Identity::of(seed, number);
    let mut dice = Dice::of(seed, number);
    let mut text = front::write(&identity, &mut dice);
    body::write(&identity, &mut dice, &mut text);
    let (name, wrong) = WRONGS[(number % WRONGS.len() as u64) as usize];
    (format!("{name}/{}.md", identity.stem), wrong(&text))
}

fn in_front(text: &str, lines: &str) -> Vec<u8> {
    let rest = text.strip_prefix("---\n").map_or_else(|| format!("---\n{text}"), str::to_owned);
    format!("---\n{lines}{rest}").into_bytes()
}

/// Nine levels of nine aliases each: 387 million nodes when written out.
fn bomb() -> String {
    let mut text = "a0: &a0 [lol, lol, lol]\n".to_owned();
    for level in 1..9 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    text
}
