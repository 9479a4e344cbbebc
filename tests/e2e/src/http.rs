use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

/// The driver answers in milliseconds, except while a window opens or a page loads.
const PATIENCE: Duration = Duration::from_secs(60);

/// Sends one request to a program on this machine and reads the whole answer. WebDriver needs no more of HTTP.
pub fn request(port: u16, method: &str, path: &str, body: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let answer = String::from_utf8(answer).map_err(|_| invalid("not UTF-8"))?;
    let (head, body) = answer.split_once("\r\n\r\n").ok_or_else(|| invalid("no end of headers"))?;
    if header(head, "content-length").is_some_and(|length| length != body.len()) {
        return Err(invalid("the answer broke off"));
    }
    Ok(body.to_owned())
}

fn header(head: &str, name: &str) -> Option<usize> {
    head.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case(name).then(|| value.trim().parse().ok())?
    })
}

fn invalid(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("the driver's answer cannot be read: {what}"))
}
