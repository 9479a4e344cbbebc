//! What may happen next.

use super::answers::finds;
use super::texts::{any_path, any_record, any_text, any_word, with_another_word};
use super::world::{World, answered, attend};
use catchbook_app::App;
use catchbook_app::api::*;
use catchbook_testkit::corpus::Dice;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// One step of a history, by a program, by another program in the folder, or to the derived stores.
pub fn step(world: &mut World) {
    let pause = if world.dice.chance(90) { world.dice.between(1, 900) } else { world.dice.between(3_000, 90_000_000) };
    world.machine.wait(i64::try_from(pause).unwrap());
    match world.dice.below(100) {
        0..45 => by_program(world),
        45..57 => killed(world),
        57..84 => in_folder(world),
        84..88 => unreadable(world),
        88..93 => to_stores(world),
        93..96 => end(world),
        _ => {
            world.told.push("compare".to_owned());
            world.compare();
        }
    }
}

fn by_program(world: &mut World) {
    let which = usize::from(world.dice.chance(35));
    act(world, which);
}

fn killed(world: &mut World) {
    let which = usize::from(world.dice.chance(35));
    if world.dice.chance(40) {
        world.end(which);
    }
    let calls = world.dice.between(1, 30);
    world.until_killed(which, calls, |world| act(world, which));
}

/// What a program does: of the machine's chances and the vault's files. Answers a question that finds what it saved.
type Act = fn(&App, &mut Dice, &[String]) -> Option<(String, String)>;

const ACTS: [(&str, Act); 12] = [
    ("makes a record", make),
    ("makes a record", make),
    ("sets a field", set),
    ("sets a field", set),
    ("saves a text", edit),
    ("saves a text", edit),
    ("renames", rename),
    ("deletes", delete),
    ("restores", restore),
    ("looks at the folder", look),
    ("feeds the index", settle),
    ("makes its stores again", rebuild),
];

fn act(world: &mut World, which: usize) {
    let (name, does) = ACTS[world.dice.below(ACTS.len() as u64) as usize];
    let files = records(world);
    let mut dice = Dice::new(world.dice.roll());
    world.told.push(format!("program {which} {name}"));
    let app = world.app(which);
    if let Some((question, path)) = does(app, &mut dice, &files) {
        assert!(finds(app, &question, &path), "{path} is not found by {question} at once");
        world.told.push(format!("... {path} is found by {question:?}"));
    }
}

/// The Markdown files of the vault.
fn records(world: &World) -> Vec<String> {
    world.book.files().into_iter().map(|(path, _)| path).filter(|path| path.ends_with(".md")).collect()
}

fn any_file(dice: &mut Dice, files: &[String]) -> Option<String> {
    files.get(dice.below(files.len() as u64) as usize).cloned()
}

fn make(app: &App, dice: &mut Dice, _: &[String]) -> Option<(String, String)> {
    let word = any_word(dice);
    let kind = dice.pick(&["catch", "incident", "guide"]).to_owned();
    let new = NewRecord { kind, title: format!("New {word}"), fields: Vec::new(), from_commit: None, long: false };
    let written = answered(app.new_record(new))?;
    Some((word.to_owned(), written.path))
}

fn set(app: &App, dice: &mut Dice, files: &[String]) -> Option<(String, String)> {
    let handle = any_file(dice, files)?;
    let level = dice.pick(&["1", "2", "3"]);
    let fields = vec![FieldValue { field: "severity".to_owned(), value: Some(format!("sev{level}")) }];
    let written = answered(app.set_fields(SetFields { handle, fields }))?;
    (written.changed && written.note.is_none()).then(|| (format!("severity:{level}"), written.path))
}

fn edit(app: &App, dice: &mut Dice, files: &[String]) -> Option<(String, String)> {
    let path = any_file(dice, files)?;
    let open = answered(app.open_text(ShowRecord { handle: path.clone() }))?;
    if open.read_only.is_some() {
        return None;
    }
    let word = any_word(dice);
    let text = if dice.chance(50) { format!("{}\nAlso a {word}.\n", open.text) } else { any_record(dice) + word };
    let saved = answered(app.save_text(EditedText { handle: path.clone(), path, base: open.text, text }))?;
    (saved.outcome == SaveOutcome::Written).then(|| (word.to_owned(), saved.path))
}

fn rename(app: &App, dice: &mut Dice, files: &[String]) -> Option<(String, String)> {
    let handle = any_file(dice, files)?;
    let path = any_path(dice);
    let stem = path.rsplit('/').next()?.trim_end_matches(".md").to_owned();
    let renamed = answered(app.rename_record(RenameRecord { handle: handle.clone(), stem }))?;
    (renamed.path != handle).then(|| (String::new(), renamed.path))
}

fn delete(app: &App, dice: &mut Dice, files: &[String]) -> Option<(String, String)> {
    let handle = any_file(dice, files)?;
    answered(app.delete_record(ShowRecord { handle: handle.clone() }))?;
    assert!(!finds(app, "", &handle), "{handle} is deleted and still found");
    None
}

fn restore(app: &App, dice: &mut Dice, _: &[String]) -> Option<(String, String)> {
    let trash = answered(app.list_trash(Nothing {}))?.entries;
    let any = trash.get(dice.below(trash.len() as u64) as usize)?;
    let restored = answered(app.restore_record(RestoreRecord { trash_id: any.trash_id.clone() }))?;
    Some((String::new(), restored.path))
}

fn look(app: &App, _: &mut Dice, _: &[String]) -> Option<(String, String)> {
    attend(app);
    None
}

fn settle(app: &App, _: &mut Dice, _: &[String]) -> Option<(String, String)> {
    app.settle().unwrap();
    None
}

fn rebuild(app: &App, _: &mut Dice, _: &[String]) -> Option<(String, String)> {
    app.rebuild(Nothing {}).unwrap();
    None
}

/// Another program writes, renames or deletes files.
fn in_folder(world: &mut World) {
    let files = records(world);
    let dice = &mut world.dice;
    match (dice.below(10), any_file(dice, &files)) {
        (0..3, Some(path)) => {
            let text = with_another_word(&world.book.read(&path), &mut world.dice);
            write(world, &path, &text);
        }
        (3, Some(path)) => {
            world.told.push(format!("{path} goes"));
            world.book.remove(&path);
        }
        (4, Some(path)) => {
            let to = any_path(dice);
            rename_in_folder(world, &path, &to);
        }
        (5, Some(_)) => {
            let (from, to) = (dice.pick(&["catches", "notes", "guides"]), dice.pick(&["moved", "notes", "notes/deep"]));
            let (old, new) = (world.book.file(from), world.book.file(to));
            if old.is_dir() && fs::create_dir_all(new.parent().unwrap()).and_then(|()| fs::rename(old, new)).is_ok() {
                world.told.push(format!("folder {from} becomes {to}"));
            }
        }
        (6, Some(_)) => checkout(world, &files),
        (_, _) => {
            let (path, text) = (any_path(dice), any_text(dice));
            write(world, &path, &text);
        }
    }
}

fn write(world: &mut World, path: &str, text: &[u8]) {
    if world.book.file(path).is_dir() {
        return;
    }
    world.told.push(format!("{path} is written: {:?}", String::from_utf8_lossy(text)));
    let file =
        if world.dice.chance(50) { world.book.write(path, text) } else { world.book.write_by_rename(path, text) };
    world.machine.stamp(&file).unwrap();
}

/// A file takes another's place only where time or size tell them apart: no look at a folder sees more.
fn rename_in_folder(world: &mut World, from: &str, to: &str) {
    let looks = |path: &str| world.book.file(path).metadata().map(|meta| (meta.modified().unwrap(), meta.len())).ok();
    if looks(from) != looks(to) {
        world.told.push(format!("{from} becomes {to}"));
        world.book.rename(from, to);
    }
}

/// Many files change at once, as when a branch is checked out.
fn checkout(world: &mut World, files: &[String]) {
    for path in files {
        match world.dice.below(4) {
            0 => {}
            1 => {
                world.told.push(format!("{path} goes"));
                world.book.remove(path);
            }
            _ => {
                let text = any_text(&mut world.dice);
                write(world, path, &text);
            }
        }
    }
}

/// A file may not be read for a while. Nothing of it changes but that.
fn unreadable(world: &mut World) {
    if world.dice.chance(40) {
        world.told.push("every file may be read".to_owned());
        world.machine.open_all();
    } else if let Some(path) = any_file(&mut world.dice.clone(), &records(world)) {
        world.told.push(format!("{path} may not be read"));
        world.machine.close(&path);
    }
}

/// While no program runs, the stores are harmed.
fn to_stores(world: &mut World) {
    world.end_all();
    for store in world.stores() {
        let (catalog, index) = (store.join("catalog.sqlite"), store.join("index"));
        let harm = world.dice.below(7);
        world.told.push(format!("the stores suffer harm {harm}"));
        let _ = match harm {
            0 => fs::remove_dir_all(&store),
            1 => fs::remove_dir_all(&index),
            2 => fs::remove_file(&catalog),
            3 => replace(&catalog, "no catalog at all"),
            4 => replace(&index.join("meta.json"), "{"),
            5 => fs::remove_file(index.join("catchbook-search")),
            _ => a_segment(&index).map_or(Ok(()), |file| replace(&file, "")),
        };
    }
}

/// Another file under the name: a merge that is under way may still see the old one through its memory.
fn replace(file: &Path, text: &str) -> io::Result<()> {
    fs::remove_file(file).and_then(|()| fs::write(file, text))
}

fn a_segment(index: &Path) -> Option<PathBuf> {
    let files = fs::read_dir(index).ok()?.map(|entry| entry.unwrap().path());
    files.min_by_key(|path| (path.extension().is_none_or(|ending| ending != "fast"), path.clone()))
}

fn end(world: &mut World) {
    match world.dice.below(3) {
        0 => world.end(0),
        1 => world.end(1),
        _ => world.restart_machine(),
    }
    world.told.push("programs end".to_owned());
}
