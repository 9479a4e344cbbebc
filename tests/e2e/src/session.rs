use crate::http;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use std::fmt;

/// The key of an element's reference in the WebDriver standard.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Why the driver could not do what it was asked.
#[derive(Debug)]
pub enum WebError {
    /// The driver answers no more.
    Gone(std::io::Error),
    /// An error of the standard, such as `no such element`, with what the driver says of it.
    Refused { error: String, message: String },
    /// An answer that the standard does not know.
    Odd(String),
}

impl WebError {
    /// The element is not there, or not any more.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Refused { error, .. } if error == "no such element" || error == "stale element reference")
    }
}

impl fmt::Display for WebError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gone(error) => write!(f, "the driver is gone: {error}"),
            Self::Refused { error, message } => write!(f, "{error}: {message}"),
            Self::Odd(answer) => write!(f, "the driver answered out of turn: {answer}"),
        }
    }
}

/// A reference to an element of the page that is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Element(String);

impl Element {
    pub fn argument(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }

    /// Reads a reference that a script answered with.
    pub fn from_value(value: &Value) -> Option<Self> {
        value.get(ELEMENT).and_then(Value::as_str).map(|id| Self(id.to_owned()))
    }
}

/// One opened window. The standard's commands, one method each.
pub struct Session {
    port: u16,
    id: String,
}

type Outcome<T> = Result<T, WebError>;

impl Session {
    /// Starts `binary` and connects to its window.
    pub fn open(port: u16, binary: &str, arguments: &[String]) -> Outcome<Self> {
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "webkitgtk:browserOptions": { "binary": binary, "args": arguments },
            "timeouts": { "script": 60_000 },
        } } });
        let answer = send(port, "POST", "/session", &wanted)?;
        let id = answer["sessionId"].as_str().ok_or_else(|| WebError::Odd(answer.to_string()))?.to_owned();
        Ok(Self { port, id })
    }

    pub fn find(&self, css: &str) -> Outcome<Element> {
        let found = self.post("/element", &json!({ "using": "css selector", "value": css }))?;
        Element::from_value(&found).ok_or_else(|| WebError::Odd(found.to_string()))
    }

    pub fn find_all(&self, css: &str) -> Outcome<Vec<Element>> {
        let found = self.post("/elements", &json!({ "using": "css selector", "value": css }))?;
        Ok(found.as_array().into_iter().flatten().filter_map(Element::from_value).collect())
    }

    pub fn click(&self, element: &Element) -> Outcome<()> {
        self.post(&format!("/element/{}/click", element.0), &json!({})).map(drop)
    }

    /// The text as a person sees it, by the engine's own account: the driver's leaves out what it wrongly takes for
    /// cut off inside a dialog.
    pub fn text(&self, element: &Element) -> Outcome<String> {
        text(self.run("return arguments[0].innerText.trim()", &[element.argument()])?)
    }

    pub fn attribute(&self, element: &Element, name: &str) -> Outcome<Option<String>> {
        let value = self.get(&format!("/element/{}/attribute/{name}", element.0))?;
        Ok(value.as_str().map(str::to_owned))
    }

    /// Runs the body of a function in the page and answers with what it returns; a promise is awaited.
    pub fn run(&self, script: &str, arguments: &[Value]) -> Outcome<Value> {
        self.post("/execute/sync", &json!({ "script": script, "args": arguments }))
    }

    pub fn address(&self) -> Outcome<String> {
        text(self.get("/url")?)
    }

    pub fn go(&self, address: &str) -> Outcome<()> {
        self.post("/url", &json!({ "url": address })).map(drop)
    }

    /// Size of the whole window in CSS pixels.
    pub fn resize(&self, width: u32, height: u32) -> Outcome<()> {
        self.post("/window/rect", &json!({ "width": width, "height": height })).map(drop)
    }

    /// Presses and releases keys in the order given; see `keys::steps`.
    pub fn act(&self, steps: &[Value]) -> Outcome<()> {
        self.post("/actions", &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": steps }] })).map(drop)
    }

    /// A picture of the page, as PNG.
    pub fn picture(&self) -> Outcome<Vec<u8>> {
        let encoded = text(self.get("/screenshot")?)?;
        BASE64_STANDARD.decode(encoded).map_err(|error| WebError::Odd(error.to_string()))
    }

    fn get(&self, path: &str) -> Outcome<Value> {
        send(self.port, "GET", &format!("/session/{}{path}", self.id), &Value::Null)
    }

    fn post(&self, path: &str, body: &Value) -> Outcome<Value> {
        send(self.port, "POST", &format!("/session/{}{path}", self.id), body)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The window closes with its session. When the driver is gone, so is the window.
        let _ = send(self.port, "DELETE", &format!("/session/{}", self.id), &Value::Null);
    }
}

fn send(port: u16, method: &str, path: &str, body: &Value) -> Outcome<Value> {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let answer = http::request(port, method, path, &body).map_err(WebError::Gone)?;
    let mut answer: Value = serde_json::from_str(&answer).map_err(|_| WebError::Odd(answer.clone()))?;
    let value = answer["value"].take();
    match value.get("error").and_then(Value::as_str) {
        Some(error) => Err(WebError::Refused {
            error: error.to_owned(),
            message: value["message"].as_str().unwrap_or_default().to_owned(),
        }),
        None => Ok(value),
    }
}

fn text(value: Value) -> Outcome<String> {
    value.as_str().map(str::to_owned).ok_or_else(|| WebError::Odd(value.to_string()))
}
