use catchbook_app::Places;
use etcetera::{BaseStrategy, HomeDirError, choose_base_strategy};
use std::path::Path;

/// Where this person's files lie: the system's folders, or all of them below `profile`.
///
/// # Errors
/// When the person has no home folder.
pub fn find(profile: Option<&Path>) -> Result<Places, HomeDirError> {
    let (boot, temp) = (boot(), std::env::temp_dir());
    if let Some(profile) = profile {
        return Ok(Places {
            config: profile.join("config"),
            data: profile.join("data"),
            cache: profile.join("cache"),
            temp,
            home: etcetera::home_dir().ok(),
            boot,
        });
    }
    let system = choose_base_strategy()?;
    Ok(Places {
        config: system.config_dir().join("catchbook"),
        data: system.data_dir().join("catchbook"),
        cache: system.cache_dir().join("catchbook"),
        temp,
        home: Some(system.home_dir().to_owned()),
        boot,
    })
}

/// Changes when the machine restarts. Where a system has no such text the stores are trusted across restarts
/// only as far as their own marks go.
fn boot() -> String {
    std::fs::read_to_string("/proc/sys/kernel/random/boot_id").map(|id| id.trim().to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_holds_everything() {
        let places = find(Some(Path::new("/p"))).unwrap();
        for place in [&places.config, &places.data, &places.cache] {
            assert!(place.starts_with("/p"), "{}", place.display());
        }
    }
}
