use crate::pdf::Pdf;
use catchbook_print::{
    Chain, Code, Content, Entry, Gate, Image, Line, Link, LinkPart, Mark, Name, Part, Sheet, Standing, Task,
};

fn part(title: &str, content: Content) -> Part {
    Part { title: Some(title.into()), aside: None, content }
}

fn link(part: LinkPart, label: &str, what: &str, line: Line) -> Link {
    Link {
        part,
        label: label.into(),
        suspected: false,
        open: false,
        what: Some(what.into()),
        names: vec![Name { text: "a41f9c2".into(), url: Some("https://example.org/c".into()) }],
        meta: vec!["With an agent".into()],
        when: Some("Tue 2 Jun 2026, 14:12".into()),
        gap: Some(("1 d 19 h".into(), "unseen".into())),
        line,
    }
}

pub fn sheet() -> Sheet {
    let chain = Chain {
        green: Some("Every required gate was green for 2 d 1 h 53 min".into()),
        span: Some("2 d 21 h 18 min".into()),
        plain: false,
        dashed: false,
        links: vec![
            link(LinkPart::Introduced, "Change that introduced it", "Resume the order stream", Line::Track),
            link(LinkPart::Incident, "Incident", "First blank confirmation", Line::Track),
            link(LinkPart::Catch, "Human catch", "Paid by hand on a slow phone", Line::Ink),
            Link { gap: None, ..link(LinkPart::Fixed, "Change that fixed it", "Adopt the stream", Line::None) },
        ],
    };
    let gate = |name: &str, mark, verdict: &str| Gate {
        name: name.into(),
        mark,
        verdict: verdict.into(),
        why_blind: Some("Every test waits for the stream to end".into()),
    };
    let entry = |when: &str, text: &str, human: bool| Entry {
        when: when.into(),
        text: text.into(),
        role: human.then(|| "key-moment".to_owned()),
        human,
    };
    Sheet {
        title: "Redirect to the new order page wipes the confirmation".into(),
        lede: Some("The card was charged and the order was saved. Only the page that said so went blank.".into()),
        about: vec!["Catch".into(), "C-7K3Q2".into(), "4 Jun 2026".into(), "checkout".into()],
        severity: Some(2),
        standing: vec![Standing {
            good: true,
            says: "Verified by hand 41 days ago".into(),
            details: Some("Tomas, 5 Jun 2026.".into()),
        }],
        chain: Some(chain),
        parts: vec![
            part(
                "What was green",
                Content::Gates(vec![
                    gate("End-to-end", Mark::Missed, "212 of 212 passed"),
                    gate("Canary", Mark::Caught, "Failed"),
                    gate("Visual diff", Mark::Skipped, "Did not run"),
                ]),
            ),
            part("What happened", Content::Text(TEXT.into())),
            part(
                "Timeline",
                Content::Timeline(vec![
                    entry("2 Jun, 14:12", "#2318 merged. Seven gates, **no red**.", false),
                    entry("4 Jun, 16:05", "Paid on a throttled phone, and read `redirect`.", true),
                    entry("5 Jun, 11:30", "- merged", false),
                ]),
            ),
            part(
                "Action items",
                Content::Tasks(vec![
                    Task {
                        done: true,
                        text: "Test that leaves mid-stream".into(),
                        note: Some("Tomas, done 18 Jun".into()),
                    },
                    Task { done: false, text: "Alert on an empty confirmation".into(), note: None },
                ]),
            ),
            part(
                "Guarded code",
                Content::Code(vec![Code {
                    path: "src/checkout/useOrderStream.ts".into(),
                    caption: "lines 84 to 86".into(),
                    why: None,
                    first_line: Some(84),
                    lines: vec!["useEffect(() => {".into(), "  streams.adopt(id);".into(), "}, [id]);".into()],
                }]),
            ),
            part("Facts", Content::Pairs(vec![("Cost".into(), "3.5 h (from the log)".into())])),
        ],
        foot: "C-7K3Q2, as of 14 Jun 2026".into(),
        images: Vec::new(),
    }
}

const TEXT: &str = r#"A new order starts under a *draft* id[^1]. See <https://example.org/a> and [the notes](https://example.org/b).

### Mechanism

1. The redirect mounts a fresh page
   - with the new id
   - and **no** stream
2. It shows nothing

- [ ] an open box
- [x] a ticked one

> It looked like a payment fault.

> [!WARNING]
> Do not retry.

| Layer | Count |
| :-- | --: |
| page | 31 |
| row | 1,204 |

```ts
if (!order.number) return;
    keep(indented);
```

---

Done ~~twice~~ once.

[^1]: Made by the client.
"#;

#[test]
fn what_is_on_the_page_can_be_selected() {
    let pdf = Pdf::of(&sheet());
    let text = pdf.text();
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "Redirect to the new order page wipes the confirmation",
        "Only the page that said so went blank.",
        "Sev 2",
        "Every required gate was green for 2 d 1 h 53 min",
        "Human catch",
        "1 d 19 h unseen",
        "212 of 212 passed",
        "Every test waits for the stream to end",
        "A new order starts under a draft id",
        "with the new id",
        "1,204",
        "keep(indented);",
        "Made by the client.",
        "- merged",
        "streams.adopt(id);",
        "3.5 h (from the log)",
        "C-7K3Q2, as of 14 Jun 2026",
    ] {
        assert!(words.contains(said), "{said:?} in\n{text}");
    }
    assert!(pdf.printed.without_shape.is_empty());
}

#[test]
fn every_font_is_part_of_the_file() {
    let fonts = Pdf::of(&sheet()).fonts();
    assert!(fonts.len() >= 4, "{fonts:#?}");
    for font in &fonts {
        let columns: Vec<&str> = font.split_whitespace().collect();
        // From the right: generation, object, with Unicode, subset, embedded.
        let from_right: Vec<&str> = columns.iter().rev().copied().collect();
        assert_eq!(from_right[2..5], ["yes", "yes", "yes"], "{font}");
    }
    for family in ["SourceSerifPro-Regular", "Inter-SemiBold", "JetBrainsMono-Regular"] {
        assert!(fonts.iter().any(|font| font.contains(family)), "{family} in {fonts:#?}");
    }
}

#[test]
fn the_file_says_what_it_is() {
    let info = Pdf::of(&sheet()).info();
    assert!(info.contains("Title:           Redirect to the new order page wipes the confirmation"), "{info}");
    assert!(info.contains("JavaScript:      no") && info.contains("Tagged:          yes"), "{info}");
}

#[test]
fn addresses_lead_outside_and_nowhere_else() {
    let mut sheet = sheet();
    sheet.parts = vec![part(
        "Links",
        Content::Text("[a](https://example.org/a) [b](file:///etc/passwd) [c](javascript:alert) [d](../x.md)".into()),
    )];
    let addresses = Pdf::of(&sheet).addresses();
    assert!(addresses.contains("https://example.org/a"), "{addresses}");
    assert!(
        !addresses.contains("passwd") && !addresses.contains("javascript") && !addresses.contains("x.md"),
        "{addresses}"
    );
}

#[test]
fn a_picture_is_drawn_where_there_is_room_for_one() {
    let image = Image { name: "red.png".into(), mime: "image/png", bytes: red() };
    let text = "Before ![one](image-0) after\n\n- ![two](image-0)\n\n# ![three](image-0)\n";
    let sheet = Sheet { images: vec![image], parts: vec![part("P", Content::Text(text.into()))], ..Sheet::default() };
    let pdf = Pdf::of(&sheet);
    assert_eq!(pdf.images().lines().count(), 4, "two of them, below two lines of headings:\n{}", pdf.images());
    let text = pdf.text();
    assert!(text.contains("Before") && text.contains("after") && text.contains("[Picture: three]"), "{text}");
}

/// Four red pixels.
fn red() -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_pixel(2, 2, image::Rgb([255, 0, 0]));
    picture.write_to(&mut file, image::ImageFormat::Png).unwrap();
    file.into_inner()
}

#[test]
fn a_title_alone_is_a_page() {
    let sheet = Sheet { title: "Blank".into(), ..Sheet::default() };
    assert!(Pdf::of(&sheet).text().contains("Blank"));
}
