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
    let Some(ranges) = ranges(headers) else { return Some(Media::Json { by_name: false }) };
    let candidates = [
        (Media::GraphqlJson, quality(&ranges, ["application/graphql-response+json", "", ""])),
        (Media::Json { by_name: false }, quality(&ranges, ["application/json", "application/*", "*/*"])),
        (Media::EventStream, quality(&ranges, EVENT_STREAM)),
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

/// Which of these media types the `Accept` headers like best, the first of those liked as much, or `None` when nothing
/// fits. Without the header: the first.
pub fn preferred<'a>(headers: &HeaderMap, types: &[&'a str]) -> Option<&'a str> {
    let Some(ranges) = ranges(headers) else { return types.first().copied() };
    let mut best: Option<(&str, f32)> = None;
    for name in types.iter().copied() {
        let kind = name.split('/').next().unwrap_or_default();
        let (quality, _) = quality(&ranges, [name, &format!("{kind}/*"), "*/*"]);
        if quality > 0.0 && best.is_none_or(|(_, other)| quality > other) {
            best = Some((name, quality));
        }
    }
    best.map(|(name, _)| name)
}

/// What means an event stream: it must be named, for whoever takes anything cannot be expected to read one.
const EVENT_STREAM: [&str; 3] = ["text/event-stream", "text/*", ""];

/// Whether an event stream is among what the caller takes, liked best or not.
pub fn takes_streams(headers: &HeaderMap) -> bool {
    ranges(headers).is_some_and(|ranges| quality(&ranges, EVENT_STREAM).0 > 0.0)
}

/// The `Accept` headers' ranges with their qualities; `None` without such a header.
fn ranges(headers: &HeaderMap) -> Option<Vec<(String, f32)>> {
    let mut ranges = headers.get_all(http::header::ACCEPT).iter().peekable();
    ranges.peek()?;
    let texts = ranges.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    Some(texts.map(range).take(50).collect())
}

/// How much the first of `names` that was given is liked, and whether that is `names[0]`.
fn quality(ranges: &[(String, f32)], names: [&str; 3]) -> (f32, bool) {
    let found = names.iter().find_map(|name| ranges.iter().find(|(range, _)| range == name));
    found.map_or((0.0, false), |(range, quality)| (*quality, range == names[0]))
}

fn range(text: &str) -> (String, f32) {
    let mut parts = text.split(';');
    let name = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let quality = parts.find_map(|part| part.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
    (name, quality)
}

/// Whether the body stands as it is: one that is compressed is not read.
pub fn is_plain(headers: &HeaderMap) -> bool {
    headers
        .get_all(http::header::CONTENT_ENCODING)
        .iter()
        .all(|coding| coding.as_bytes().eq_ignore_ascii_case(b"identity"))
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
            // The registered name, and the one that the encoding standard of browsers takes for it.
            ["utf-8", "utf8"].iter().any(|name| value.trim_matches('"').eq_ignore_ascii_case(name))
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
        assert_eq!(accept("multipart/mixed, text/event-stream, application/json;q=0.9"), Some(Media::EventStream));
        assert_eq!(accept("text/html, */*;q=0.1"), Some(Media::Json { by_name: false }));
    }

    #[test]
    fn the_type_that_is_liked_best_is_preferred() {
        const TYPES: [&str; 3] = ["application/rdf+xml", "application/ld+json", "text/html"];
        let of =
            |value: &str| preferred(&HeaderMap::from_iter([(http::header::ACCEPT, value.parse().unwrap())]), &TYPES);
        assert_eq!(preferred(&HeaderMap::new(), &TYPES), Some(TYPES[0]));
        assert_eq!(of("*/*"), Some(TYPES[0]));
        assert_eq!(of("application/ld+json, application/rdf+xml;q=0.9"), Some(TYPES[1]));
        assert_eq!(of("application/*;q=0.5, text/*;q=0.6"), Some(TYPES[2]));
        assert_eq!(of("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"), Some(TYPES[2]));
        assert_eq!(of("application/rdf+xml;q=0, */*;q=0.1"), Some(TYPES[1]));
        assert_eq!(of("image/png"), None);
    }

    #[test]
    fn a_stream_is_taken_by_those_who_name_it() {
        let takes =
            |value: &str| takes_streams(&HeaderMap::from_iter([(http::header::ACCEPT, value.parse().unwrap())]));
        assert!(takes("application/graphql-response+json, application/json, text/event-stream, multipart/mixed"));
        assert!(takes("application/json, text/event-stream;q=0.1"));
        assert!(!takes("application/json, text/event-stream;q=0"));
        assert!(!takes("*/*"));
        assert!(!takes_streams(&HeaderMap::new()));
    }
}
