//! Plain text out of what sources write as HTML, and out of plain text that only looks so.

/// Elements after which a line ends.
const LINES: [&str; 12] = ["br", "p", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5"];

/// Elements of which nothing is read.
const UNREAD: [&str; 2] = ["script", "style"];

/// The text without its elements, its entities as the signs they stand for. A `<` that begins no element stays.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        rest = match from.starts_with('<') {
            true => element(from, &mut plain),
            false => entity(from, &mut plain),
        };
    }
    plain.push_str(rest);
    tidy(&plain)
}

/// Passes an element by, with what it holds where that is not read.
fn element<'t>(from: &'t str, plain: &mut String) -> &'t str {
    let begins = from[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
    let Some(end) = from.find('>').filter(|_| begins) else {
        plain.push('<');
        return &from[1..];
    };
    let name = from[1..end].trim_start_matches('/');
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
    let after = &from[end + 1..];
    if LINES.contains(&name.as_str()) {
        plain.push('\n');
    }
    match UNREAD.contains(&name.as_str()) && !from.starts_with("</") {
        true => {
            let closes = format!("</{name}");
            let lower = after.to_ascii_lowercase();
            lower.find(&closes).map_or("", |at| &after[at..])
        }
        false => after,
    }
}

/// The sign that an entity stands for; one that is not known stays as it is written.
fn entity<'t>(from: &'t str, plain: &mut String) -> &'t str {
    let end = from.bytes().take(10).position(|byte| byte == b';');
    let sign = end.and_then(|end| meant(&from[1..end]));
    match (sign, end) {
        (Some(sign), Some(end)) => {
            plain.push(sign);
            &from[end + 1..]
        }
        _ => {
            plain.push('&');
            &from[1..]
        }
    }
}

fn meant(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let number = match hexadecimal {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return number.ok().and_then(char::from_u32).filter(|c| !kernel::text::is_odd(*c));
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "aring" => 'å',
        "auml" => 'ä',
        "ouml" => 'ö',
        "Aring" => 'Å',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "eacute" => 'é',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "bull" => '•',
        "rdquo" => '”',
        "rsquo" => '’',
        _ => return None,
    })
}

/// Without signs that are no text, one blank for several, and no empty line twice.
fn tidy(text: &str) -> String {
    let normal = kernel::text::normal(text);
    let mut lines: Vec<String> = Vec::new();
    for line in normal.split('\n') {
        let words = line.split(' ').filter(|word| !word.is_empty());
        let line = words.collect::<Vec<_>>().join(" ").replace(kernel::text::is_odd, "");
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    lines.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_go_and_what_they_hold_stays() {
        let html = "<div><h2>Svets &amp; pl&aring;t</h2><p>Du l&auml;r dig&nbsp;<b>TIG</b>.<br/>Och&#32;MAG.</p>\
                    <script>alert('<p>')</script><ul><li>ett</li><li>tv&#229;</li></ul></div>";
        assert_eq!(plain(html), "Svets & plåt\n\nDu lär dig TIG.\nOch MAG.\n\nett\n\ntvå");
    }

    #[test]
    fn what_only_looks_like_html_stays() {
        assert_eq!(plain("a < b & c > d"), "a < b & c > d");
        assert_eq!(plain("R&D; &okänd; &amp"), "R&D; &okänd; &amp");
        assert_eq!(plain("<p>ingen slut"), "ingen slut");
        assert_eq!(plain("slut <"), "slut <");
    }
}
