use crate::http;
use crate::process::{Process, tied};
use std::ffi::OsString;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long the display and the driver may take to answer for the first time.
const START: Duration = Duration::from_secs(60);

/// A screen that nobody sees, 1920 by 1200.
pub struct Display {
    name: String,
    _process: Process,
}

impl Display {
    /// # Panics
    /// When Xvfb is missing or does not come up.
    pub fn start() -> Self {
        let mut process = Process::start(
            tied("Xvfb")
                // The server picks a free number itself and says which.
                .args(["-displayfd", "1", "-screen", "0", "1920x1200x24", "-nolisten", "tcp", "-noreset"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        );
        let mut number = String::new();
        let stdout = process.stdout.take().expect("stdout is piped");
        BufReader::new(stdout).read_line(&mut number).expect("Xvfb says its display");
        let number = number.trim();
        assert!(!number.is_empty(), "Xvfb ended before it had a display");
        Self { name: format!(":{number}"), _process: process }
    }
}

/// WebKitWebDriver, which starts the window and speaks W3C WebDriver.
pub struct Driver {
    pub port: u16,
    _process: Process,
    display: Display,
}

impl Driver {
    /// Starts a driver whose windows open on a display of their own. What they say goes to `log`; `programs` is
    /// looked through first for other programs; pages have `layers`, or the window decides.
    ///
    /// # Panics
    /// When the driver is missing or does not answer.
    pub fn start(log: &File, home: &Path, programs: &Path, layers: bool) -> Self {
        let display = Display::start();
        let port = free_port();
        let log = || Stdio::from(log.try_clone().expect("the log can be shared"));
        let process = Process::start(
            tied("WebKitWebDriver")
                .arg(format!("--port={port}"))
                .env("DISPLAY", &display.name)
                .env("GDK_BACKEND", "x11")
                .env_remove("WAYLAND_DISPLAY")
                .env("TAURI_WEBVIEW_AUTOMATION", "true")
                .envs(layers.then_some(("WEBKIT_DISABLE_COMPOSITING_MODE", "0")))
                // No session bus and no accessibility bus: neither is under test, and both outlive a test.
                .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
                .env("NO_AT_BRIDGE", "1")
                .env("GTK_A11Y", "none")
                // Nothing of the person who runs the tests: no home, no theme, no language.
                .env("HOME", home)
                .env("XDG_CONFIG_HOME", home.join("config"))
                .env("XDG_DATA_HOME", home.join("data"))
                .env("XDG_CACHE_HOME", home.join("cache"))
                .env("LC_ALL", "C.UTF-8")
                .env("TZ", "UTC")
                // What is opened outside ends in a program that stands here for the desktop.
                .env("PATH", path_with(programs))
                .stdout(log())
                .stderr(log()),
        );
        let driver = Self { port, _process: process, display };
        driver.wait();
        driver
    }

    /// The name of the display that the windows open on.
    pub fn display(&self) -> &str {
        &self.display.name
    }

    fn wait(&self) {
        let deadline = Instant::now() + START;
        while http::request(self.port, "GET", "/status", "").is_err() {
            assert!(Instant::now() < deadline, "WebKitWebDriver does not answer");
            sleep(Duration::from_millis(10));
        }
    }
}

/// A port that was free a moment ago; the driver cannot pick one itself and say which.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("a bound port").port()
}

fn path_with(first: &Path) -> OsString {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(first.to_owned()).chain(std::env::split_paths(&path))).expect("a search path")
}
