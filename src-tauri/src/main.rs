//! The window.
fn main() {
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![call])
        .setup(|app| {
            tauri::WebviewWindowBuilder::new(app, "main", tauri::WebviewUrl::default())
                .title("Catchbook")
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
        .unwrap();
}

#[tauri::command]
fn call(name: String, request: serde_json::Value) -> serde_json::Value {
    serde_json::json!([name, request])
}
