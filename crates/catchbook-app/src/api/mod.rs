//! What crosses to a front end: requests, answers and the one list of commands.
//!
//! Only these types are serialised. Their TypeScript twins stand in `ui/src/ipc/bindings.ts`; the test `bindings` writes
//! them anew, and fails, when they had drifted.

mod around;
#[cfg(test)]
mod bindings;
mod choosing;
mod commits;
mod completion;
mod editor;
mod export;
mod form;
mod home;
mod images;
mod logging;
mod marked;
mod moments;
mod notes;
mod records;
mod search;
mod searches;
mod snapshots;
mod timeline;
mod vaults;
mod writing;

pub use around::*;
pub use choosing::*;
pub use commits::*;
pub use completion::*;
pub use editor::*;
pub use export::*;
pub use form::*;
pub use home::*;
pub use images::*;
pub use logging::*;
pub use marked::*;
pub use moments::*;
pub use notes::*;
pub use records::*;
pub use search::*;
pub use searches::*;
pub use snapshots::*;
pub use timeline::*;
pub use vaults::*;
pub use writing::*;

use serde::{Deserialize, Serialize};

/// Derives what every type of the API has: serde both ways, and its TypeScript twin in tests.
macro_rules! wire {
    ($($item:item)*) => { $(
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "bindings.ts"))]
        $item
    )* };
}
pub(crate) use wire;

wire! {
    pub struct CloseWindow {
        /// False while something is left that a person has to decide about.
        pub close: bool,
    }

    /// A request without words.
    #[derive(Default)]
    pub struct Nothing {}

    /// Why a command could not do what was asked: what and where, then what next.
    pub struct ApiError {
        pub code: ErrorCode,
        pub message: String,
        pub hint: Option<String>,
    }

    /// Codes exist only where a caller does something different because of one.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "kebab-case")]
    pub enum ErrorCode {
        /// No vault is open.
        NoVault,
        /// No record answers to that id, stem or alias.
        NotFound,
        /// More than one record answers; the message lists them.
        Ambiguous,
        /// The folder is there and may be read, but not written.
        ReadOnly,
        /// The request itself cannot be understood.
        BadRequest,
        /// The file changed on disk since it was read.
        Conflict,
        /// A disk has no room left.
        Full,
        /// Everything else: a disk, a permission, a broken store.
        Failed,
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ApiError {}

/// Declares the commands once: the dispatcher and the TypeScript signatures both come from this list.
macro_rules! commands {
    ($($(#[doc = $doc:literal])* $name:ident($request:ty) -> $answer:ty),+ $(,)?) => {
        /// Every command's name, request type and answer type, for the generated bindings and for tests.
        pub const COMMANDS: &[(&str, &str, &str)] = &[$((stringify!($name), stringify!($request), stringify!($answer))),+];

        /// Writes every type that a command takes or gives.
        #[cfg(test)]
        fn export_types(to: &ts_rs::Config) -> Result<(), ts_rs::ExportError> {
            $(<$request as ts_rs::TS>::export_all(to)?; <$answer as ts_rs::TS>::export_all(to)?;)+
            Ok(())
        }

        /// What the application answers. One method a command.
        pub trait Commands {
            $($(#[doc = $doc])* fn $name(&self, request: $request) -> Result<$answer, ApiError>;)+
        }

        /// Runs the command called `name` with a JSON request, and answers in JSON.
        pub fn call(app: &impl Commands, name: &str, request: serde_json::Value) -> Result<serde_json::Value, ApiError> {
            match name {
                $(stringify!($name) => {
                    let request: $request = serde_json::from_value(request).map_err(|source| ApiError {
                        code: ErrorCode::BadRequest,
                        message: format!("The request for {} could not be understood: {source}", stringify!($name)),
                        hint: None,
                    })?;
                    answer(app.$name(request)?)
                })+
                _ => Err(ApiError {
                    code: ErrorCode::BadRequest,
                    message: format!("There is no command called {name}"),
                    hint: None,
                }),
            }
        }
    };
}

fn answer<T: Serialize>(value: T) -> Result<serde_json::Value, ApiError> {
    serde_json::to_value(value).map_err(|source| ApiError {
        code: ErrorCode::Failed,
        message: format!("The answer could not be written: {source}"),
        hint: None,
    })
}

commands! {
    /// What is open, what was open before, and how things stand. The window asks at start and after every event.
    app_state(Nothing) -> AppState,
    /// Shows the system's folder chooser; answers with no path when it was closed.
    choose_folder(Nothing) -> ChosenFolder,
    /// Opens a folder as a vault. A folder without `catchbook.toml` opens too.
    open_vault(OpenVault) -> AppState,
    /// Makes a vault in an empty or new folder, with settings, templates and three example records, and opens it.
    make_vault(MakeVault) -> AppState,
    /// Goes back to the first screen.
    close_vault(Nothing) -> AppState,
    /// Takes a vault off the list of recent ones; its files stay.
    forget_vault(OpenVault) -> AppState,
    /// Answers what to do after most records disappeared at once.
    answer_vanished(AnswerVanished) -> AppState,
    /// Rebuilds the derived stores from the files.
    rebuild(Nothing) -> Rebuilt,
    /// Stops reading the folder; what is read stays searchable.
    stop_reading(Nothing) -> AppState,
    /// What needs a person today, and what was found lately.
    home(Nothing) -> HomeView,
    /// A window of the records that answer a query, in order.
    find_records(FindRecords) -> RecordPage,
    /// One record with its chain, links and backlinks.
    show_record(ShowRecord) -> RecordView,
    /// What is near a record without being linked to it. The page does not wait for it.
    record_neighbours(ShowRecord) -> Neighbours,
    /// One commit of a known clone.
    show_commit(ShowCommit) -> CommitView,
    /// Commits of the known clones, to tie a record to one.
    find_commits(FindCommits) -> CommitChoices,
    /// Records, people, services, topics and saved searches for the palette.
    palette(PaletteRequest) -> PaletteAnswer,
    /// The searches that are saved in the vault.
    list_searches(Nothing) -> SearchList,
    /// One of them, by its file's name or its own.
    pick_search(PickSearch) -> SavedSearch,
    /// Saves a search as a new file of the vault.
    save_search(SaveSearch) -> SavedSearch,
    /// Renames a saved search, or gives it another query.
    change_search(ChangeSearch) -> SavedSearch,
    /// Moves a saved search to the trash.
    delete_search(PickSearch) -> Deleted,
    /// What this person searched for in this vault.
    list_searched(Nothing) -> Searched,
    /// Remembers a query, outside the vault.
    note_searched(NoteSearched) -> Searched,
    /// Forgets every remembered query of this vault.
    forget_searched(Nothing) -> Searched,
    /// A record's file, as text.
    raw_record(ShowRecord) -> RawRecord,
    /// A record's file for the editor, with what was typed into it and never saved.
    open_text(ShowRecord) -> OpenText,
    /// Saves an edited text, merged with what changed on disk meanwhile.
    save_text(EditedText) -> SavedText,
    /// Puts an edited text beside the file as it is now, and writes nothing.
    compare_text(EditedText) -> ComparedText,
    /// An edited text as the record page would show it.
    render_text(RenderText) -> RecordView,
    /// A text's front matter as the fields of a form, and what the record still lacks.
    read_fields(RenderText) -> FieldsView,
    /// What a field's new value changes in a text, and no other byte. Writes nothing.
    edit_fields(EditFields) -> TextChanges,
    /// Records, people and words that could be meant by what is being typed.
    complete(CompleteRequest) -> Completions,
    /// What a text is quietly asked about: its wording, and what looks like a secret.
    text_notes(RenderText) -> TextNotes,
    /// Keeps a note from being shown again in a record. The record's file is not touched.
    silence_note(SilenceNote) -> Nothing,
    /// Lets every silenced note of a record be shown again.
    hear_notes(ShowRecord) -> Nothing,
    /// Puts an image beside a record, in the vault's `attachments`, under a name of its own.
    keep_image(KeepImage) -> KeptImage,
    /// As `keep_image`, with what the clipboard holds: not every engine gives a page the images in it.
    paste_image(PasteImage) -> PastedImage,
    /// Keeps text that is not saved yet outside the vault, so that it survives the window.
    keep_buffer(KeepBuffer) -> Nothing,
    /// Lets go of text that was kept.
    drop_buffer(DropBuffer) -> Nothing,
    /// Makes the file of a kept text again, where it is gone.
    bring_back(DropBuffer) -> Written,
    /// Moves a kept text to the trash.
    trash_buffer(DropBuffer) -> Deleted,
    /// Earlier states of a record that are kept outside the vault.
    list_snapshots(ShowRecord) -> SnapshotList,
    /// The commits that changed a record's file.
    record_history(ShowRecord) -> RecordHistory,
    /// An earlier state beside the file as it is.
    show_state(PickState) -> StateText,
    /// Makes a record's file what it was; the state that it replaces is kept as well.
    restore_state(PickState) -> RestoredState,
    /// Every problem of the vault's files, or of some of them.
    lint(LintRequest) -> ProblemList,
    /// Compares the derived stores with the files and reports leftovers.
    doctor(Nothing) -> Diagnosis,
    /// Makes a record from its template.
    new_record(NewRecord) -> Written,
    /// The commit and branch that the clone of a service has checked out.
    seen_offer(SeenRequest) -> SeenOffer,
    /// Writes down a catch, or a model error, as it was just seen.
    log_catch(LogCatch) -> Written,
    /// Looks for secrets and for wording worth another look. Reads nothing but the text.
    check_text(TextToCheck) -> TextChecked,
    /// The entries of a text's timelines in the order of their times.
    sort_timeline(SortTimeline) -> TextChanges,
    /// Reads a chat for messages that could be timeline entries.
    read_chat(ReadChat) -> ChatMessages,
    /// Puts entries among those of a text's timeline.
    add_entries(AddEntries) -> TextChanges,
    /// Changes fields of a record and no other byte.
    set_fields(SetFields) -> Written,
    /// Keeps two records that look alike from being shown as similar, or takes that back.
    set_dissimilar(SetDissimilar) -> Written,
    /// Ticks an action item in its one line, or takes its tick back.
    tick_action(TickAction) -> Written,
    /// Ties a record to a change or to another record.
    link_record(LinkRecord) -> Linked,
    /// What ties a text that is being edited to a change or a catch. Writes nothing.
    link_text(LinkText) -> TextChanges,
    /// Takes back what ties a record to a change or to another record.
    unlink_record(LinkRecord) -> Linked,
    /// Renames a record's file and mends every link to it.
    rename_record(RenameRecord) -> Renamed,
    /// Opens a web or mail address outside, after the person saw it and said yes.
    follow_link(FollowLink) -> Nothing,
    /// Shows a record's file in the file manager, or opens it in the person's editor.
    show_file(ShowFile) -> Nothing,
    /// Asks where to, and writes one record there as HTML, PDF or Markdown.
    export_record(ExportRecord) -> Exported,
    /// Shows what was exported last in the file manager.
    show_exported(Nothing) -> Nothing,
    /// A record in the few lines that the reviewers of a change need.
    pull_request_text(ShowRecord) -> PullRequestText,
    /// Moves a record to the trash.
    delete_record(ShowRecord) -> Deleted,
    /// What this vault's trash holds.
    list_trash(Nothing) -> TrashList,
    /// Brings a record back from the trash.
    restore_record(RestoreRecord) -> Restored,
    /// Closes the window, or leaves it open, after it was asked to close.
    close_window(CloseWindow) -> Nothing,
    /// Changes the person's own settings.
    set_preferences(Preferences) -> AppState,
    /// Allows or forbids remote images in this vault, for this person.
    allow_images(AllowImages) -> AppState,
}

/// What the host pushes to a front end without being asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "bindings.ts"))]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Event {
    /// Records changed: ask again for what is in view.
    RecordsChanged,
    /// The status line has something new to say.
    StateChanged,
    /// The window is to close: write down what is typed, and answer with `close_window`.
    Closing,
}
