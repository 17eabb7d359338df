//! What a file of a paper may be, told by its own bytes.

use kernel::text_enum;

text_enum! {
    pub enum PaperFormat ("Filens format.", "Format of a file.") {
        Pdf = "PDF" ("PDF-fil", "PDF file"),
        Odt = "ODT" ("Textdokument (OpenDocument)", "Text document (OpenDocument)"),
        Ods = "ODS" ("Kalkylark (OpenDocument)", "Spreadsheet (OpenDocument)"),
        Odp = "ODP" ("Presentation (OpenDocument)", "Presentation (OpenDocument)"),
        Docx = "DOCX" ("Textdokument (Office Open XML)", "Text document (Office Open XML)"),
        Xlsx = "XLSX" ("Kalkylark (Office Open XML)", "Spreadsheet (Office Open XML)"),
        Pptx = "PPTX" ("Presentation (Office Open XML)", "Presentation (Office Open XML)"),
        Text = "TEXT" ("Ren text", "Plain text"),
        Csv = "CSV" ("Tabell (CSV)", "Table (CSV)"),
        Png = "PNG" ("Bild (PNG)", "Image (PNG)"),
        Jpeg = "JPEG" ("Bild (JPEG)", "Image (JPEG)"),
    }
}

/// A zip archive begins so.
const ZIP: &[u8] = b"PK\x03\x04";
/// Where the name of an archive's first entry stands.
const FIRST_NAME: usize = 30;
/// Bytes at an archive's end in which its list of contents is looked for.
const CONTENTS: usize = 1 << 20;

impl PaperFormat {
    /// What the bytes begin as; of an archive, what its contents say. What has macros is none of them. Text and tables look alike,
    /// and are told apart by `extension`.
    pub fn of(bytes: &[u8], extension: &str) -> Option<Self> {
        if bytes.starts_with(b"%PDF-") {
            return Some(Self::Pdf);
        }
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Some(Self::Png);
        }
        if bytes.starts_with(b"\xff\xd8\xff") {
            return Some(Self::Jpeg);
        }
        if bytes.starts_with(ZIP) {
            return open_document(bytes).or_else(|| office_open_xml(bytes));
        }
        let text = std::str::from_utf8(bytes).ok()?;
        let is_plain = text.chars().all(|sign| !sign.is_control() || matches!(sign, '\n' | '\r' | '\t'));
        let is_table = extension.eq_ignore_ascii_case("csv");
        is_plain.then_some(if is_table { Self::Csv } else { Self::Text })
    }

    /// Its media type, as it is served.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Odp => "application/vnd.oasis.opendocument.presentation",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Text => "text/plain; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// What the names of such files end with, after the dot.
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Odt => &["odt"],
            Self::Ods => &["ods"],
            Self::Odp => &["odp"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Pptx => &["pptx"],
            Self::Text => &["txt"],
            Self::Csv => &["csv"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
        }
    }
}

/// Whether the archive's list of contents holds an entry whose name has `part` in it.
fn lists(bytes: &[u8], part: &[u8]) -> bool {
    let contents = &bytes[bytes.len().saturating_sub(CONTENTS)..];
    contents.windows(part.len()).any(|window| window == part)
}

/// The first entry of an OpenDocument file is its media type, as it is; programs lie below `Basic` and `Scripts`.
fn open_document(bytes: &[u8]) -> Option<PaperFormat> {
    use PaperFormat as F;
    let told = bytes.get(FIRST_NAME..)?.strip_prefix(b"mimetype")?;
    if lists(bytes, b"Basic/script-lc.xml") || lists(bytes, b"Scripts/") {
        return None;
    }
    // A template or a formula is told by a longer type.
    let is = |format: &F| {
        let rest = told.strip_prefix(format.media_type().as_bytes());
        rest.is_some_and(|rest| rest.starts_with(b"PK"))
    };
    [F::Odt, F::Ods, F::Odp].into_iter().find(is)
}

fn office_open_xml(bytes: &[u8]) -> Option<PaperFormat> {
    use PaperFormat as F;
    if !lists(bytes, b"[Content_Types].xml") || lists(bytes, b"vbaProject.bin") {
        return None;
    }
    let parts: [(&[u8], F); 3] =
        [(b"word/document.xml", F::Docx), (b"xl/workbook.xml", F::Xlsx), (b"ppt/presentation.xml", F::Pptx)];
    parts.into_iter().find(|(part, _)| lists(bytes, part)).map(|(_, format)| format)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An archive by the names and contents of its entries, as far as they are looked at.
    fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (name, content) in entries {
            bytes.extend_from_slice(ZIP);
            bytes.extend_from_slice(&[0; FIRST_NAME - 4]);
            bytes.extend_from_slice(name.as_bytes());
            bytes.extend_from_slice(content.as_bytes());
        }
        bytes.extend_from_slice(b"PK\x01\x02");
        bytes
    }

    #[test]
    fn a_format_is_told_by_the_bytes() {
        use PaperFormat as F;
        let odt = archive(&[("mimetype", F::Odt.media_type()), ("content.xml", "")]);
        let template = archive(&[("mimetype", "application/vnd.oasis.opendocument.text-template")]);
        let script = archive(&[("mimetype", F::Odt.media_type()), ("Basic/script-lc.xml", "")]);
        let docx = archive(&[("[Content_Types].xml", ""), ("word/document.xml", "")]);
        let macros = archive(&[("[Content_Types].xml", ""), ("word/document.xml", ""), ("word/vbaProject.bin", "")]);
        let told = |bytes: &[u8]| F::of(bytes, "txt");
        assert_eq!(told(b"%PDF-1.7\n"), Some(F::Pdf));
        assert_eq!(told(b"\x89PNG\r\n\x1a\n\0"), Some(F::Png));
        assert_eq!(told(b"\xff\xd8\xff\xe0"), Some(F::Jpeg));
        assert_eq!((told(&odt), told(&template), told(&script)), (Some(F::Odt), None, None));
        assert_eq!((told(&docx), told(&macros)), (Some(F::Docx), None));
        assert_eq!((told("å\tö\r\n".as_bytes()), F::of(b"a;b\n", "CSV")), (Some(F::Text), Some(F::Csv)));
        for other in [&b"MZ\x90\0"[..], b"GIF89a\x01\0", b"\x7fELF", b"a\0b", b"PK\x03\x04"] {
            assert_eq!(told(other), None, "{other:?}");
        }
    }
}
