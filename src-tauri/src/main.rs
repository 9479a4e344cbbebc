//! The window: a page, one command, one event, and what only a desktop program can do.
//!
//! Nothing about records is decided here. `catchbook_app` answers the page; this crate carries the
//! question and the answer, and keeps the page where it belongs (`page.rs`, `window.rs`).

// A release build on Windows must not open a console behind the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod attachment;
#[cfg(target_os = "linux")]
mod clipboard_gtk;
mod closing;
mod desktop;
#[cfg(target_os = "linux")]
mod drawing_gtk;
mod lookout;
mod page;
mod places;
#[cfg(target_os = "linux")]
mod webview_gtk;
mod window;

use catchbook_app::App;
use catchbook_app::api::{self, ApiError, Commands, ErrorCode, OpenVault};
use clap::Parser;
use closing::{Closing, UnderWay};
use lookout::Lookout;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use tauri::{AppHandle, Manager, RunEvent};

/// As in the command line.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Keep incidents, catches and model errors as plain Markdown, and find them before the next change.
#[derive(Parser)]
#[command(name = "catchbook-window", version)]
struct Arguments {
    /// Opens this folder as a vault
    #[arg(long, value_name = "DIR")]
    vault: Option<PathBuf>,
    /// Keeps settings, trash and derived stores below this folder, for tests and screenshots
    #[arg(long, value_name = "DIR", hide = true)]
    profile: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    #[cfg(target_os = "linux")]
    drawing_gtk::without_layers();
    std::panic::set_hook(Box::new(report_panic));
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Catchbook could not open its window: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let places = places::find(arguments.profile.as_deref())?;
    let vault = arguments.vault.as_deref().map(std::path::absolute).transpose()?;
    let window = tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![call])
        .register_asynchronous_uri_scheme_protocol("attachment", |context, request, responder| {
            let app = app(context.app_handle());
            tauri::async_runtime::spawn_blocking(move || responder.respond(attachment::answer(&app, request.uri())));
        })
        .setup(move |host| {
            let webview_data = places.cache.join("webview");
            let app = Arc::new(App::new(places, Arc::new(desktop::Desktop::new(host.handle().clone()))));
            if let Some(vault) = vault {
                open(&app, &vault);
            }
            host.manage(Lookout::start(Arc::clone(&app)));
            host.manage(app);
            host.manage(Closing::default());
            host.manage(UnderWay::default());
            window::open(host.handle(), webview_data)?;
            Ok(())
        })
        .build(tauri::generate_context!())?;
    window.run(|handle, event| {
        if let RunEvent::Exit = event {
            handle.state::<UnderWay>().wait();
            handle.state::<Lookout>().stop();
            app(handle).close();
        }
    });
    Ok(())
}

/// A vault that cannot be opened is said on the terminal; the window then shows its first screen.
fn open(app: &App, vault: &Path) {
    let request = OpenVault { path: vault.to_string_lossy().into_owned() };
    if let Err(error) = app.open_vault(request) {
        eprintln!("{error}");
        if let Some(hint) = error.hint {
            eprintln!("Hint: {hint}");
        }
    }
}

/// The page's only way in. Runs off the window's own thread, so that a slow disk never stops the drawing.
#[tauri::command]
async fn call(handle: AppHandle, name: String, request: serde_json::Value) -> Result<serde_json::Value, ApiError> {
    // A chooser that is still open waits for a person and has nothing to write.
    let begun = (name != "choose_folder").then(|| handle.state::<UnderWay>().begin());
    let answer = tauri::async_runtime::spawn_blocking(move || {
        let _begun = begun;
        let app = app(&handle);
        let answer = api::call(&*app, &name, request);
        handle.state::<Lookout>().answered();
        if let Ok(answer) = &answer {
            window::keep_up(&handle, &name, answer);
        }
        answer
    });
    answer.await.unwrap_or_else(|_| {
        Err(ApiError {
            code: ErrorCode::Failed,
            message: "Catchbook met an error it did not expect.".to_owned(),
            hint: Some("Files are as they were last saved. The terminal says more.".to_owned()),
        })
    })
}

fn app(handle: &AppHandle) -> Arc<App> {
    Arc::clone(&handle.state::<Arc<App>>())
}

fn report_panic(panic: &std::panic::PanicHookInfo<'_>) {
    eprintln!("Catchbook met an error it did not expect: {panic}");
    eprintln!("Files are as they were last saved.");
}
