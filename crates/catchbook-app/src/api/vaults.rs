use super::wire;

wire! {
    /// Everything the frame of the window shows.
    pub struct AppState {
        /// The open vault; none on the first screen.
        pub vault: Option<VaultState>,
        /// Newest first.
        pub recent: Vec<RecentVault>,
        pub preferences: Preferences,
        /// The program's version.
        pub version: String,
    }

    pub struct VaultState {
        pub name: String,
        /// The folder as shown: the home folder is `~`.
        pub folder: String,
        /// The folder's full path.
        pub path: String,
        /// Records that can be found now.
        pub records: u32,
        /// Files with at least one problem.
        pub problem_files: u32,
        pub reading: Reading,
        /// When the search index last caught up, "09:41" in local time.
        pub current_at: Option<String>,
        pub git: Option<GitState>,
        /// The folder cannot be written.
        pub read_only: bool,
        /// Changes are looked for by polling; why.
        pub polling: Option<String>,
        /// Most records disappeared at once, and nothing was forgotten yet.
        pub vanished: Option<Vanished>,
        pub images_allowed: bool,
        /// Things the person should know once, such as a store that was rebuilt.
        pub notices: Vec<Notice>,
        pub gates: Vec<String>,
        pub services: Vec<String>,
    }

    /// How far reading the folder has come.
    #[serde(tag = "state", rename_all = "kebab-case")]
    pub enum Reading {
        /// Nothing is waiting.
        Current,
        /// Files read so far, of those that the walk has found.
        Reading { read: u32, total: u32 },
        /// The person stopped it.
        Stopped { read: u32, total: u32 },
        /// The folder cannot be read now; the sentence says why.
        Failed { message: String, hint: Option<String> },
    }

    pub struct GitState {
        /// Absent when HEAD is detached.
        pub branch: Option<String>,
        /// Short commit id; absent before the first commit.
        pub commit: Option<String>,
        /// Changed or untracked files below the vault; absent when counting was given up.
        pub not_committed: Option<u32>,
    }

    pub struct Vanished {
        pub missing: u32,
        pub known: u32,
    }

    pub struct Notice {
        pub message: String,
        pub hint: Option<String>,
    }

    pub struct RecentVault {
        pub name: String,
        pub folder: String,
        pub path: String,
        /// The folder is not there now.
        pub missing: bool,
    }

    /// The person's own settings; they live outside every vault.
    pub struct Preferences {
        pub theme: Theme,
        /// Keys of one letter, such as `/` and `J`, work when no text field has focus.
        pub single_keys: bool,
        /// The editor takes the keys of Vim.
        pub vim_keys: bool,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "kebab-case")]
    pub enum Theme { System, Light, Dark }

    pub struct OpenVault {
        pub path: String,
    }

    pub struct MakeVault {
        pub path: String,
        pub name: Option<String>,
    }

    pub struct ChosenFolder {
        pub path: Option<String>,
    }

    pub struct AnswerVanished {
        /// True: the records are gone for good. False: look again.
        pub forget: bool,
    }

    pub struct AllowImages {
        pub allow: bool,
    }

    pub struct FollowLink {
        /// https, http or mailto.
        pub url: String,
    }

    pub struct ShowFile {
        /// Id, stem or alias of a record.
        pub handle: String,
        pub with: FileWith,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "kebab-case")]
    pub enum FileWith { FileManager, Editor }
}
