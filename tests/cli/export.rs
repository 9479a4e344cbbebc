use crate::support::Bench;
use std::path::Path;
use std::process::Command;

const PATH: &str = "catches/2026-06-14-reply-blank.md";
const TEXT: &str = "---
id: C-7K3Q2
severity: sev2
services: [chat]
caught_by: ines
introduced: a41f9c2?
green: [e2e]
guards: src/chat/redirect.ts:84-89
VISIBILITY---
# Reply blank after a redirect

The row is saved and only the page is empty. Ines saw it.

## Mechanism

See [[I-R4PEM]] and [[I-SECRE]]. ![the page](../attachments/C-7K3Q2/page.png)

## Timeline

- 2026-06-04T09:40Z [detected] Ines sees [[I-R4PEM|the incident]] at a41f9c2

## Action items

- [ ] Alert on a blank page @ines due:2026-07-01
- [x] Test it done:2026-06-10
";

/// `visibility` is a line of its front matter.
fn bench(visibility: &str) -> Bench {
    let bench = Bench::new();
    bench.write(PATH, TEXT.replace("VISIBILITY", visibility));
    bench.write("incidents/one.md", "---\nid: I-R4PEM\n---\n# Blank pages in June\n");
    bench.write("incidents/two.md", "---\nid: I-SECRE\nvisibility: restricted\n---\n# A hushed one\n");
    bench.write("people/ines.md", "---\nnames: Ines Moreau\n---\n# Ines Moreau\n");
    bench.write("attachments/C-7K3Q2/page.png", PNG);
    bench
}

/// One red pixel.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde\x00\x00\x00\x0cIDATx\x9cc\xf8\xcf\xc0\x00\x00\x03\x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00IEND\xaeB`\x82";

fn out(bench: &Bench, name: &str) -> std::path::PathBuf {
    bench.vault().parent().unwrap().join(name)
}

#[test]
fn html_stands_alone() {
    let bench = bench("");
    let said = bench.run(&["export", "html", "C-7K3Q2"]).ok();
    assert!(said.ends_with("/2026-06-14-reply-blank.html\n"), "{said}");
    let html = std::fs::read_to_string(said.trim()).unwrap();
    for held in [
        "<h1>Reply blank after a redirect</h1>",
        "Change that introduced it",
        "src=\"data:image/png;base64,iVBORw0KGgo",
        "Blank pages in June (I-R4PEM)",
        "Alert on a blank page",
        "default-src 'none'",
    ] {
        assert!(html.contains(held), "{held}\n{html}");
    }
    for kept_out in ["<script", "<link", "src=\"http", "url(", "#/record", "attachment:", "A hushed one", "[[I-"] {
        assert!(!html.contains(kept_out), "{kept_out}\n{html}");
    }
    assert_eq!(bench.read(PATH), TEXT.replace("VISIBILITY", ""), "an export changes no record");
}

#[test]
fn a_file_that_is_there_is_replaced_only_by_force() {
    let bench = bench("");
    let file = out(&bench, "mine.html");
    std::fs::write(&file, "mine").unwrap();
    let export = ["export", "html", "C-7K3Q2", "-o", "mine.html"];
    let refused = bench.run(&export);
    assert_eq!(refused.code, Some(2));
    assert_eq!(
        refused.stderr,
        format!("Error: {} is there already\nHint: --force replaces it; -o names another place.\n", file.display())
    );
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
    bench.run(&[&export[..], &["--force"]].concat()).ok();
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("<!doctype html>"));
    let beside = std::fs::read_dir(file.parent().unwrap()).unwrap();
    let names = beside.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert!(names.into_iter().all(|name| !name.starts_with(".catchbook-")), "nothing half written is left");
}

#[test]
fn several_records_go_into_a_folder_and_tables_into_one_file() {
    let bench = bench("");
    let files = bench.json(&["export", "markdown", "C-7K3Q2", "I-R4PEM", "-o", "many"]);
    assert_eq!(files["schema"], "catchbook.export/1");
    let names: Vec<String> =
        files["files"].as_array().unwrap().iter().map(|file| name(file.as_str().unwrap())).collect();
    assert_eq!(names, ["2026-06-14-reply-blank.md", "one.md"]);

    let csv = bench.run(&["export", "csv", "C-7K3Q2", "I-R4PEM", "-o", "-"]).ok();
    let lines: Vec<&str> = csv.lines().collect();
    assert!(lines[0].starts_with("id,type,title,"), "{csv}");
    assert!(lines[1].starts_with("C-7K3Q2,catch,Reply blank after a redirect,"), "{csv}");
    assert_eq!(lines.len(), 3, "{csv}");

    let json = bench.run(&["export", "json", "I-R4PEM", "-o", "-"]).ok();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["schema"], "catchbook.records/1");
    assert_eq!(json["records"][0]["title"], "Blank pages in June");
}

fn name(path: &str) -> String {
    Path::new(path).file_name().unwrap().to_str().unwrap().to_owned()
}

#[test]
fn words_that_name_no_record_are_a_query() {
    let bench = bench("");
    let files = bench.json(&["export", "json", "type:incident", "-o", "all.json"])["files"].clone();
    assert_eq!(files.as_array().unwrap().len(), 1);
    let text = std::fs::read_to_string(out(&bench, "all.json")).unwrap();
    assert!(text.contains("Blank pages in June") && !text.contains("A hushed one"), "{text}");
    let nothing = bench.run(&["export", "html", "zebra"]);
    assert_eq!((nothing.code, nothing.stdout.as_str()), (Some(1), "No record for this, yet.\n"));
    let unknown = bench.run(&["export", "html", "C-00000"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.stderr.starts_with("Error: No record is known as C-00000\n"), "{unknown:?}");
}

#[test]
fn restricted_records_stay_inside() {
    let bench = bench("visibility: restricted\n");
    let refused = bench.run(&["export", "html", "C-7K3Q2"]);
    assert_eq!(refused.code, Some(2));
    assert_eq!(
        refused.stderr,
        "Error: C-7K3Q2 is restricted: its visibility keeps it out of exports and copies\n\
         Hint: If those who will read it may: catchbook export with --restricted.\n"
    );
    assert!(!out(&bench, "2026-06-14-reply-blank.html").exists());
    let query = bench.run(&["export", "csv", "type:catch", "-o", "x.csv"]);
    assert_eq!(query.code, Some(1), "{query:?}");
    assert!(
        query.stderr.starts_with("Note: 1 record was left out: restricted records are not exported\n"),
        "{query:?}"
    );
    bench.run(&["export", "html", "C-7K3Q2", "--restricted"]).ok();
}

#[test]
fn the_public_version_tells_what_happened_and_nothing_internal() {
    let bench = bench("");
    let answer = bench.run(&["export", "markdown", "C-7K3Q2", "--public", "-o", "-"]);
    assert_eq!(
        answer.stdout,
        "# Reply blank after a redirect\n\
         \n14 Jun 2026\n\
         \nThe row is saved and only the page is empty. An engineer saw it.\n\
         \n## What happened\n\
         \n- 4 Jun, 09:40: An engineer sees the incident at a change *(detected)*\n\
         \n## What we are doing\n\
         \n- [ ] Alert on a blank page\n- [x] Test it\n\
         \n---\n\nTODAY\n"
            .replace("TODAY", answer.stdout.trim_end().rsplit('\n').next().unwrap())
    );
    assert!(answer.stderr.contains("Read it before you publish it"), "{answer:?}");
}

#[test]
fn markdown_means_the_same_without_its_vault() {
    let bench = bench("");
    let text = bench.run(&["export", "markdown", "C-7K3Q2", "-o", "-"]).ok();
    for held in [
        "Catch · C-7K3Q2 · Sev 2 · 14 Jun 2026 · chat",
        "1. **Change that introduced it (suspected):** (a41f9c2)",
        "| e2e | Passed |  |",
        "See Blank pages in June (I-R4PEM) and I-SECRE. \\[Picture: the page, page.png\\]",
        "Ines sees the incident at a41f9c2 *(detected)*",
        "- [ ] Alert on a blank page (Ines Moreau, ",
    ] {
        assert!(text.contains(held), "{held}\n{text}");
    }
    assert!(!text.contains("[[") && !text.contains("A hushed one"), "{text}");
    let inside = bench.run(&["export", "markdown", "C-7K3Q2", "-o", bench.vault().join("x.md").to_str().unwrap()]);
    assert_eq!(inside.code, Some(2));
    assert!(inside.stderr.contains("would become a record of the vault itself"), "{inside:?}");
}

#[test]
fn pdf_can_be_read_by_other_programs() {
    let bench = bench("");
    let said = bench.run(&["export", "pdf", "C-7K3Q2"]).ok();
    let text = poppler("pdftotext", &[said.trim(), "-"]);
    for held in ["Reply blank after a redirect", "Change that introduced it", "e2e", "Alert on a blank page"] {
        assert!(text.contains(held), "{held}\n{text}");
    }
    assert!(!text.contains("[Picture"), "{text}");
    let fonts = poppler("pdffonts", &[said.trim()]);
    assert!(fonts.contains("SourceSerifPro"), "{fonts}");
    let images = poppler("pdfimages", &["-list", said.trim()]);
    assert_eq!(images.lines().count(), 3, "one picture under two lines of headings: {images}");
}

fn poppler(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{program}, of the package poppler-utils: {error}"));
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}
