//! What the libraries are told: places, clock, randomness, the person's editor.

use crate::cli::Cli;
use catchbook_app::{Host, Places};
use etcetera::BaseStrategy;
use std::hash::{BuildHasher, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// Where this person's files lie.
///
/// # Errors
/// When the system names no home folder and no `--profile` was given.
pub(crate) fn places(profile: Option<&Path>) -> io::Result<Places> {
    let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default().trim().to_owned();
    let temp = std::env::temp_dir();
    if let Some(profile) = profile {
        let profile = std::path::absolute(profile)?;
        let below = |name: &str| profile.join(name);
        return Ok(Places {
            config: below("config"),
            data: below("data"),
            cache: below("cache"),
            temp,
            home: None,
            boot,
        });
    }
    let base = etcetera::choose_base_strategy().map_err(io::Error::other)?;
    Ok(Places {
        config: base.config_dir().join("catchbook"),
        data: base.data_dir().join("catchbook"),
        cache: base.cache_dir().join("catchbook"),
        temp,
        home: Some(base.home_dir().to_owned()),
        boot,
    })
}

/// The vault that the person means: `--vault` or `$CATCHBOOK_VAULT`, else the nearest folder upwards with settings.
pub(crate) fn vault_folder(cli: &Cli) -> io::Result<Option<PathBuf>> {
    if let Some(named) = &cli.vault {
        return std::path::absolute(named).map(Some);
    }
    let here = std::env::current_dir()?;
    Ok(here.ancestors().find(|folder| folder.join("catchbook.toml").is_file()).map(Path::to_owned))
}

/// The command line as a host: no windows, the person's `$EDITOR`, real time and chance.
pub(crate) struct Terminal {
    /// A named step, and how often it is still passed before the process stops there.
    stop_at: Option<(String, AtomicU32)>,
}

impl Terminal {
    /// `stop_at` names a step, and after a colon which of its turns.
    pub(crate) fn new(stop_at: Option<&str>) -> Self {
        let stop = stop_at.map(|stop| {
            let (step, turn) = stop.split_once(':').unwrap_or((stop, "1"));
            (step.to_owned(), AtomicU32::new(turn.parse().unwrap_or(1)))
        });
        Self { stop_at: stop }
    }
}

impl Host for Terminal {
    fn now(&self) -> (jiff::Timestamp, i32) {
        let now = jiff::Zoned::now();
        (now.timestamp(), now.offset().seconds())
    }

    fn random(&self) -> u32 {
        // Each RandomState is keyed by the system's randomness; one hash of nothing gives its bits.
        let bits = std::collections::hash_map::RandomState::new().build_hasher().finish();
        (bits ^ (bits >> 32)) as u32
    }

    fn edit(&self, file: &Path) -> io::Result<()> {
        let named = ["VISUAL", "EDITOR"].iter().filter_map(std::env::var_os).find(|value| !value.is_empty());
        let editor = named.unwrap_or_else(|| "vi".into());
        let (program, words) = editor_words(&editor.to_string_lossy())
            .ok_or_else(|| io::Error::other(format!("$EDITOR cannot be understood: {}", editor.to_string_lossy())))?;
        let started = Command::new(&program).args(words).arg(file).status();
        let status =
            started.map_err(|source| io::Error::new(source.kind(), format!("the editor {program}: {source}")))?;
        if status.success() { Ok(()) } else { Err(io::Error::other(format!("{program} ended with {status}"))) }
    }

    fn at_step(&self, step: &'static str) {
        let Some((stop, turns)) = &self.stop_at else { return };
        if stop == step && turns.fetch_sub(1, Ordering::Relaxed) == 1 {
            // SIGKILL, so that no destructor and no flush helps: what a test of durability needs.
            let _ = Command::new("kill").args(["-9", &std::process::id().to_string()]).status();
            std::process::abort();
        }
    }
}

/// The variable may hold flags, as in `code --wait`, and a quoted path; a shell would take it apart, and so do we,
/// without one. A path with spaces that names a program is one word.
fn editor_words(editor: &str) -> Option<(String, Vec<String>)> {
    if Path::new(editor).is_file() {
        return Some((editor.to_owned(), Vec::new()));
    }
    let mut words = shlex::split(editor)?.into_iter();
    Some((words.next()?, words.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_may_have_flags_and_quotes() {
        let words = |text: &str| editor_words(text).map(|(program, words)| format!("{program}|{}", words.join("|")));
        assert_eq!(words("code --wait").as_deref(), Some("code|--wait"));
        assert_eq!(words("'/opt/my editor/ed' -n").as_deref(), Some("/opt/my editor/ed|-n"));
        assert_eq!(words("'never closed"), None);
    }
}
