//! What a script in the page could do, should one ever run there: next to nothing.

use catchbook_e2e::screens::open_sample;
use catchbook_e2e::{Setup, Window};

#[test]
fn the_host_answers_one_command() {
    let window = open_sample(&Setup::sample());
    assert_eq!(invoke(&window, "call", "{ name: 'app_state', request: {} }"), "answered");
    for (command, arguments) in [
        ("plugin:event|emit", "{ event: 'x', payload: 1 }"),
        ("plugin:window|close", "{ label: 'main' }"),
        ("plugin:window|create", "{ options: { label: 'second' } }"),
        ("plugin:webview|create_webview_window", "{ options: { label: 'second' } }"),
        ("plugin:webview|internal_toggle_devtools", "{}"),
        ("plugin:path|resolve_directory", "{ directory: 1 }"),
        ("plugin:app|version", "{}"),
        ("plugin:fs|read_text_file", "{ path: '/etc/passwd' }"),
        ("plugin:shell|execute", "{ program: 'id' }"),
        ("plugin:opener|open_url", "{ url: 'https://example.org' }"),
    ] {
        let answer = invoke(&window, command, arguments);
        assert!(answer.starts_with("refused"), "{command}: {answer}");
    }
}

#[test]
fn a_command_that_is_not_known_is_refused_with_a_sentence() {
    let window = open_sample(&Setup::sample());
    let answer = invoke(&window, "call", "{ name: 'read_file', request: { path: '/etc/passwd' } }");
    assert!(answer.contains("There is no command called read_file"), "{answer}");
}

#[test]
fn the_window_goes_nowhere_else() {
    let window = open_sample(&Setup::sample());
    for address in [
        "https://example.org/",
        "file:///etc/passwd",
        "http://localhost:9/",
        "tauri://elsewhere/",
        "about:blank",
        "data:text/html,x",
    ] {
        window.run(&format!("setTimeout(() => {{ location.href = {address:?}; }}, 0)"));
        window.run("await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame);");
        assert!(window.address().starts_with("tauri://localhost"), "{address} led to {}", window.address());
        assert!(window.has("library"), "{address}");
    }
}

#[test]
fn the_window_opens_nothing_and_saves_nothing() {
    let window = open_sample(&Setup::sample());
    assert!(window.run("return window.open('https://example.org/') === null") == true);
    window.run(
        "const link = Object.assign(document.createElement('a'), { href: 'data:text/plain,x', download: 'x.txt' });
         document.body.append(link); link.click(); link.remove();",
    );
    assert!(window.address().starts_with("tauri://localhost"));
}

#[test]
fn the_policy_lets_no_script_no_style_and_no_request_in() {
    let window = open_sample(&Setup::sample());
    let broken = window.run(
        "const broken = [];
         document.addEventListener('securitypolicyviolation', (event) => broken.push(event.effectiveDirective));
         const add = (name, fields) => document.body.append(Object.assign(document.createElement(name), fields));
         window.ran = [];
         add('script', { textContent: 'window.ran.push(1)' });
         add('style', { textContent: 'body { opacity: 0.1 }' });
         add('script', { src: 'https://localhost:9/x.js' });
         add('iframe', { src: 'https://localhost:9/' });
         add('img', { src: 'https://localhost:9/x.png' });
         add('object', { data: 'https://localhost:9/x' });
         document.body.setAttribute('onclick', 'window.ran.push(2)');
         document.body.click();
         await fetch('https://localhost:9/').catch(() => {});
         try { eval('window.ran.push(3)'); } catch {}
         for (let n = 0; n < 100 && new Set(broken.map((name) => name.slice(0, 5))).size < 5; n += 1) {
             await new Promise((done) => setTimeout(done, 20));
         }
         return [broken.map((name) => name.replace(/-(elem|attr)$/, '')), window.ran, getComputedStyle(document.body).opacity];",
    );
    // The frame is stopped before its policy is asked: see `the_window_goes_nowhere_else`.
    for directive in ["script-src", "style-src", "img-src", "object-src", "connect-src"] {
        assert!(broken[0].to_string().contains(directive), "{directive} was not enforced: {broken}");
    }
    assert_eq!(broken[1], serde_json::json!([]), "something ran");
    assert_eq!(broken[2], "1", "a style came in");
}

#[test]
fn nothing_of_the_window_breaks_its_own_policy() {
    let window = open_sample(&Setup::sample());
    window.run("window.broken = []; document.addEventListener('securitypolicyviolation', (event) => window.broken.push(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile + ':' + event.lineNumber));");
    for screen in catchbook_e2e::screens::SCREENS {
        (screen.show)(&window);
    }
    assert_eq!(window.run("return window.broken"), serde_json::json!([]));
    let elsewhere = window.run("return performance.getEntriesByType('resource').map((it) => it.name).filter((name) => !/^(tauri|ipc|attachment):/.test(name))");
    assert_eq!(elsewhere, serde_json::json!([]), "everything comes from the program itself");
}

fn invoke(window: &Window, command: &str, arguments: &str) -> String {
    let script = format!(
        "return await window.__TAURI_INTERNALS__.invoke({command:?}, {arguments})
            .then(() => 'answered', (error) => 'refused: ' + (error?.message ?? String(error)))"
    );
    window.run(&script).as_str().unwrap_or_default().to_owned()
}
