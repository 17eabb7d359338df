//! A page as it was answered.

use axum::http::{HeaderMap, StatusCode};

pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub html: String,
}

impl Page {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().expect("ASCII")).unwrap_or_default()
    }

    /// Fails unless every text stands in the page.
    pub fn says(&self, texts: &[&str]) -> &Self {
        for text in texts {
            assert!(self.html.contains(text), "“{text}” is missing in\n{}", self.html);
        }
        self
    }
}
