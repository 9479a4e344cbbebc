use serde_json::{Value, json};

/// A key that has no letter, by its code point in the WebDriver standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Backspace,
    Tab,
    Enter,
    Shift,
    Control,
    Alt,
    Escape,
    Space,
    PageUp,
    PageDown,
    End,
    Home,
    Left,
    Up,
    Right,
    Down,
    Delete,
}

impl Key {
    fn code(self) -> char {
        match self {
            Self::Backspace => '\u{e003}',
            Self::Tab => '\u{e004}',
            Self::Enter => '\u{e007}',
            Self::Shift => '\u{e008}',
            Self::Control => '\u{e009}',
            Self::Alt => '\u{e00a}',
            Self::Escape => '\u{e00c}',
            Self::Space => ' ',
            Self::PageUp => '\u{e00e}',
            Self::PageDown => '\u{e00f}',
            Self::End => '\u{e010}',
            Self::Home => '\u{e011}',
            Self::Left => '\u{e012}',
            Self::Up => '\u{e013}',
            Self::Right => '\u{e014}',
            Self::Down => '\u{e015}',
            Self::Delete => '\u{e017}',
        }
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "Backspace" => Self::Backspace,
            "Tab" => Self::Tab,
            "Enter" => Self::Enter,
            "Shift" => Self::Shift,
            "Ctrl" => Self::Control,
            "Alt" => Self::Alt,
            "Esc" => Self::Escape,
            "Space" => Self::Space,
            "PageUp" => Self::PageUp,
            "PageDown" => Self::PageDown,
            "End" => Self::End,
            "Home" => Self::Home,
            "Left" => Self::Left,
            "Up" => Self::Up,
            "Right" => Self::Right,
            "Down" => Self::Down,
            "Delete" => Self::Delete,
            _ => return None,
        })
    }
}

/// The steps of one chord such as `Ctrl K`, `Shift Tab`, `Enter` or `j`: down in order, up in the opposite one.
///
/// # Panics
/// When a part is neither a key's name nor one character.
pub fn chord(text: &str) -> Vec<Value> {
    let codes: Vec<char> = text.split(' ').map(code).collect();
    let down = codes.iter().map(|code| step("keyDown", *code));
    let up = codes.iter().rev().map(|code| step("keyUp", *code));
    down.chain(up).collect()
}

/// The steps of a text, typed letter by letter.
pub fn typed(text: &str) -> Vec<Value> {
    text.chars().flat_map(|letter| [step("keyDown", letter), step("keyUp", letter)]).collect()
}

fn code(part: &str) -> char {
    let mut letters = part.chars();
    match (Key::named(part), letters.next(), letters.next()) {
        (Some(key), ..) => key.code(),
        (None, Some(letter), None) => letter.to_ascii_lowercase(),
        _ => panic!("`{part}` is no key"),
    }
}

fn step(kind: &str, code: char) -> Value {
    json!({ "type": kind, "value": code.to_string() })
}
