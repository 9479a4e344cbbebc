//! Images: of this vault through the app's own address, of other machines only when allowed.

use crate::escape::{attribute, escape_into, shorten};
use crate::options::RemoteImages;
use crate::rendered::MAX_HOSTS;
use crate::target::{Target, classify, percent_encode};
use crate::writer::{Frame, Writer};

pub(crate) struct OpenImage {
    destination: String,
    title: String,
}

impl Writer<'_> {
    pub(crate) fn start_image(&mut self, destination: &str, title: &str) -> Frame {
        self.muted += 1;
        self.alt.clear();
        Frame::Image(OpenImage { destination: destination.to_owned(), title: title.to_owned() })
    }

    pub(crate) fn end_image(&mut self, image: &OpenImage) {
        let alt = std::mem::take(&mut self.alt);
        self.muted -= 1;
        match classify(&image.destination, self.options.folder) {
            Target::Inside { path, .. } if self.options.image_base.is_empty() => {
                self.placeholder("image-local", None, &format!("Image {path}"), &alt);
            }
            Target::Inside { path, .. } => {
                let src = format!("{}{}", self.options.image_base, percent_encode(&path));
                let name = path.rsplit('/').next().unwrap_or(&path);
                self.image(&src, if alt.trim().is_empty() { name } else { &alt }, &image.title);
            }
            Target::External { url, host } if !host.is_empty() => self.remote(&url, &host, &alt, &image.title),
            _ => {
                let target = shorten(&image.destination, 200);
                self.placeholder("image-refused", None, &format!("Image not shown: {target}"), &alt);
            }
        }
    }

    fn remote(&mut self, url: &str, host: &str, alt: &str, title: &str) {
        self.rendered.remote_images = self.rendered.remote_images.saturating_add(1);
        let hosts = &mut self.rendered.remote_hosts;
        if hosts.len() < MAX_HOSTS && !hosts.iter().any(|known| known == host) {
            hosts.push(host.to_owned());
        }
        match self.options.remote_images {
            RemoteImages::Load => self.image(url, if alt.trim().is_empty() { host } else { alt }, title),
            RemoteImages::Ask => {
                self.placeholder("image-remote", Some(host), &format!("Image from {host}, not loaded"), alt);
            }
        }
    }

    fn image(&mut self, src: &str, alt: &str, title: &str) {
        self.out.push_str("<img");
        attribute(&mut self.out, "src", src);
        attribute(&mut self.out, "alt", alt);
        attribute(&mut self.out, "loading", "lazy");
        self.title(title);
        self.out.push('>');
        self.visible += 1;
    }

    fn placeholder(&mut self, class: &str, host: Option<&str>, what: &str, alt: &str) {
        self.out.push_str("<span");
        attribute(&mut self.out, "class", class);
        if let Some(host) = host {
            attribute(&mut self.out, "data-host", host);
        }
        self.out.push('>');
        escape_into(&mut self.out, what);
        if !alt.trim().is_empty() {
            self.out.push_str(": ");
            escape_into(&mut self.out, alt.trim());
        }
        self.out.push_str("</span>");
        self.visible += 1;
    }
}
