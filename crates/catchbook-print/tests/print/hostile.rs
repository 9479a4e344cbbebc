//! Texts that want to be more than text, or more than a page can hold.

use crate::page::sheet;
use crate::pdf::Pdf;
use catchbook_print::{Content, Entry, Error, Image, Part, Sheet, Task, print};

fn with(text: impl Into<String>) -> Sheet {
    Sheet {
        title: "T".into(),
        parts: vec![Part { title: None, aside: None, content: Content::Text(text.into()) }],
        ..Sheet::default()
    }
}

fn refused(sheet: &Sheet) -> Error {
    print(sheet, jiff::civil::date(2026, 6, 14)).expect_err("a refusal")
}

#[test]
fn no_text_is_a_program() {
    let evil = "#read(\"/etc/passwd\") #import \"@preview/x:0.1.0\" $sum$ \\ <script>alert(1)</script> `#sys`";
    let mut sheet = sheet();
    sheet.title = evil.into();
    sheet.lede = Some(evil.into());
    sheet.foot = evil.into();
    sheet.about = vec![evil.into()];
    sheet.parts = vec![
        Part { title: Some(evil.into()), aside: Some(evil.into()), content: Content::Text(evil.into()) },
        Part { title: None, aside: None, content: Content::Pairs(vec![(evil.into(), evil.into())]) },
    ];
    let text = Pdf::of(&sheet).text();
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("#read(\"/etc/passwd\") #import \"@preview/x:0.1.0\" $sum$"), "{text}");
    assert!(words.contains("<script>alert(1)</script>"), "{text}");
    assert!(!text.contains("root:"), "{text}");
}

#[test]
fn deep_nesting_is_drawn_flat() {
    for deep in ["> ".repeat(4000) + "inside", (0..400).map(|n| "  ".repeat(n) + "- item\n").collect::<String>()] {
        let text = Pdf::of(&with(deep)).text();
        assert!(text.contains("inside") || text.contains("item"), "{text}");
    }
    let spans = "**a *b ".repeat(300) + "end";
    assert!(Pdf::of(&with(spans)).text().contains("end"));
}

#[test]
fn a_text_that_is_too_long_is_refused_with_a_sentence() {
    let error = refused(&with("word ".repeat(200_000)));
    assert_eq!(error.to_string(), "its text has 976 KiB, and a printed one at most 384 KiB");
    let error = refused(&with("|a|b|\n|-|-|\n".to_owned() + &"|1|2|\n".repeat(20_000)));
    assert_eq!(error.to_string(), "it has more than 40000 paragraphs, list items and table cells");
}

#[test]
fn a_word_without_end_is_broken() {
    let long = "x".repeat(3000);
    let text = Pdf::of(&with(&*long)).text();
    assert_eq!(text.matches('x').count(), 3000);
    assert!(text.lines().all(|line| line.len() < 200), "{text}");
}

#[test]
fn a_line_that_is_longer_than_a_page_goes_on_on_the_next() {
    let long = (0..4000).map(|n| format!("w{n} ")).collect::<String>();
    let mut sheet = sheet();
    sheet.foot = long.clone();
    for link in sheet.chain.iter_mut().flat_map(|chain| &mut chain.links) {
        link.what = Some(long.clone());
    }
    let entry = Entry { when: "2 Jun".into(), text: long.clone(), role: None, human: false };
    let task = Task { done: false, text: long, note: None };
    sheet.parts = vec![
        Part { title: None, aside: None, content: Content::Timeline(vec![entry]) },
        Part { title: None, aside: None, content: Content::Tasks(vec![task]) },
    ];
    // Without what lies outside its page.
    let text = Pdf::of(&sheet).text();
    let words: Vec<&str> = text.split_whitespace().collect();
    assert_eq!(words.iter().filter(|word| **word == "w3999").count(), 2, "in the timeline and in the task");
}

#[test]
fn other_scripts_are_text_too() {
    let printed = Pdf::of(&with("Ελληνικά, кириллица, çedilla, 漢字 🙂 שלום"));
    let text = printed.text();
    assert!(text.contains("Ελληνικά, кириллица, çedilla"), "{text}");
    assert_eq!(printed.printed.without_shape, ['ו', 'ל', 'ם', 'ש', '字', '漢', '🙂']);
}

#[test]
fn a_line_cannot_be_turned_around() {
    let text = Pdf::of(&with("safe\u{202e}evil\u{2066}")).text();
    assert!(text.contains("safeevil"), "{text:?}");
}

#[test]
fn pictures_are_looked_at_before_they_are_opened() {
    let mut sheet = with("![a figure](image-0) ![a drawing](image-1) ![missing](image-7)");
    let picture = |name: &str, bytes: Vec<u8>| Image { name: name.into(), mime: "image/png", bytes };
    sheet.images = vec![
        picture("bomb.png", png(60_000, 60_000)),
        picture("d.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec()),
    ];
    assert_eq!(refused(&sheet).to_string(), "the picture bomb.png has 60000 × 60000 pixels, more than can be printed");
    sheet.images[0] = picture("broken.png", png(4, 4));
    let text = Pdf::of(&sheet).text();
    for named in ["[Picture: a figure, broken.png]", "[Picture: a drawing, d.svg]", "[Picture: missing]"] {
        assert!(text.contains(named), "{named} in {text}");
    }
}

/// A PNG that says its size and holds next to nothing.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    head.extend([8, 2, 0, 0, 0]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in [(b"IHDR", &head[..]), (b"IDAT", &[0x78, 0x9c, 0x03][..])] {
        let chunk = [&name[..], data].concat();
        file.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        file.extend(&chunk);
        file.extend(crc(&chunk).to_be_bytes());
    }
    file
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(crc & 1)))
    })
}
