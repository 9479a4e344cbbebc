use crate::process::tied;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

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

    /// Puts an image into the display's clipboard.
    pub fn copy_image(&self, png: &Path) {
        let mut xclip = tied("xclip");
        let xclip =
            xclip.env("DISPLAY", self.display).args(["-selection", "clipboard", "-t", "image/png", "-i"]).arg(png);
        // It goes on in the background, as the owner of the clipboard, and must not hold what the test waits for.
        let status =
            xclip.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().expect("xclip starts");
        assert!(status.success(), "xclip: {status}");
        let offers = || {
            let targets = ["-selection", "clipboard", "-o", "-t", "TARGETS"];
            let said = tied("xclip").env("DISPLAY", self.display).args(targets).output().expect("xclip starts");
            String::from_utf8_lossy(&said.stdout).contains("image/png")
        };
        let deadline = Instant::now() + Duration::from_secs(60);
        while !offers() {
            assert!(Instant::now() < deadline, "the clipboard has no image");
            sleep(Duration::from_millis(25));
        }
    }

    fn ask(&self, arguments: &[&str]) {
        let mut xdotool = tied("xdotool");
        let output = xdotool.env("DISPLAY", self.display).args(arguments).output().expect("xdotool starts");
        assert!(output.status.success(), "xdotool {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
