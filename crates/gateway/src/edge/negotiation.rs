//! `Accept` and `Content-Type`.

use http::HeaderMap;

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// `application/graphql-response+json`: statuses tell the truth.
    GraphqlJson,
    /// `application/json`. Where the caller asked for it by name, the media type's convention holds: 200 for refusals of the
    /// document. Where `*/*` led here, statuses tell the truth.
    Json {
        /// Whether the caller named it.
        by_name: bool,
    },
    /// `text/event-stream`.
    EventStream,
}

impl Media {
    /// The `Content-Type` header.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::GraphqlJson => "application/graphql-response+json; charset=utf-8",
            Self::Json { .. } => "application/json; charset=utf-8",
            Self::EventStream => "text/event-stream; charset=utf-8",
        }
    }
}

/// Chooses by the `Accept` headers, or `None` when nothing fits. Without the header: JSON.
pub fn accepted(headers: &HeaderMap) -> Option<Media> {
    let mut ranges = headers.get_all(http::header::ACCEPT).iter().peekable();
    if ranges.peek().is_none() {
        return Some(Media::Json { by_name: false });
    }
    let ranges: Vec<(String, f32)> =
        ranges.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).map(range).take(50).collect();
    let quality = |names: [&str; 3]| {
        let found = names.iter().find_map(|name| ranges.iter().find(|(range, _)| range == name));
        found.map_or((0.0, false), |(range, quality)| (*quality, range == names[0]))
    };
    let candidates = [
        (Media::GraphqlJson, quality(["application/graphql-response+json", "", ""])),
        (Media::Json { by_name: false }, quality(["application/json", "application/*", "*/*"])),
        (Media::EventStream, quality(["text/event-stream", "text/*", ""])),
    ];
    let mut best: Option<(Media, f32)> = None;
    for (media, (quality, by_name)) in candidates {
        if quality > 0.0 && best.is_none_or(|(_, other)| quality > other) {
            let media = if matches!(media, Media::Json { .. }) { Media::Json { by_name } } else { media };
            best = Some((media, quality));
        }
    }
    best.map(|(media, _)| media)
}

fn range(text: &str) -> (String, f32) {
    let mut parts = text.split(';');
    let name = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let quality = parts.find_map(|part| part.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
    (name, quality)
}

/// Whether the body is JSON in UTF-8. Anything a form can send without the browser asking first is not.
pub fn is_json(headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(http::header::CONTENT_TYPE).iter();
    let (Some(value), None) = (values.next(), values.next()) else { return false };
    let Ok(text) = value.to_str() else { return false };
    let mut parts = text.split(';');
    let json = parts.next().is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"));
    json && parts.all(|part| match part.trim().split_once('=') {
        Some((name, value)) if name.eq_ignore_ascii_case("charset") => {
            value.trim_matches('"').eq_ignore_ascii_case("utf-8")
        }
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accept(value: &str) -> Option<Media> {
        accepted(&HeaderMap::from_iter([(http::header::ACCEPT, value.parse().unwrap())]))
    }

    #[test]
    fn quality_decides_and_json_is_what_anything_means() {
        assert_eq!(accepted(&HeaderMap::new()), Some(Media::Json { by_name: false }));
        assert_eq!(accept("*/*"), Some(Media::Json { by_name: false }));
        assert_eq!(accept("application/json"), Some(Media::Json { by_name: true }));
        assert_eq!(accept("application/graphql-response+json, application/json;q=0.9"), Some(Media::GraphqlJson));
        assert_eq!(accept("application/json;q=0, */*"), None);
        assert_eq!(accept("text/event-stream"), Some(Media::EventStream));
        assert_eq!(accept("text/html"), None);
        assert_eq!(accept("text/html, */*;q=0.1"), Some(Media::Json { by_name: false }));
    }
}
