use crate::process::tied;

/// A keyboard of the display: its keys go through the display server and the toolkit before the page has them, as
/// those of a person do.
#[derive(Debug)]
pub struct Keyboard<'d> {
    display: &'d str,
}

impl<'d> Keyboard<'d> {
    pub(crate) fn of(display: &'d str) -> Self {
        Self { display }
    }

    /// Types letters.
    pub fn type_text(&self, text: &str) {
        self.ask(&["type", "--delay", "8", "--", text]);
    }

    /// Presses chords one after the other, as xdotool names them: `["ctrl+k", "Return"]`.
    pub fn press<const N: usize>(&self, chords: [&str; N]) {
        let arguments: Vec<&str> = ["key", "--delay", "20", "--"].into_iter().chain(chords).collect();
        self.ask(&arguments);
    }

    fn ask(&self, arguments: &[&str]) {
        let mut xdotool = tied("xdotool");
        let output = xdotool.env("DISPLAY", self.display).args(arguments).output().expect("xdotool starts");
        assert!(output.status.success(), "xdotool {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
