//! A paper's file as it is handed in, and as it is kept in the database: in a row of its own, beside the paper's, in the same
//! transaction. One that is kept in a store of objects has no such row.

use kernel::{
    Error, Result,
    error::{bounded_line, rules as common},
    id::{CouncilId, MeetingPaperId},
    personal_number::nameless,
};
use sha2::{Digest as _, Sha256, Sha512};

use super::{entity::rules, format::PaperFormat};

/// Characters of a file's name.
const NAME_CHARACTERS: usize = 120;
/// Bytes that are read once for both checksums: few enough to stay where the processor has them at hand.
const PIECE: usize = 16 * 1024;

/// A file that may be kept: what it is called and is, and its bytes.
#[derive(Clone, Debug)]
pub struct FiledPaper {
    /// Its name, a line of 1–120 characters without a path and without anybody's personal number.
    pub name: String,
    /// What it is, as its bytes tell.
    pub format: PaperFormat,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl FiledPaper {
    /// A file as it was sent. Of a name with a path the last part is kept.
    ///
    /// # Errors
    /// `Invalid` on `fileName`: it has none, too long a one, or a personal number in it. `Invalid` on `file`: it is empty, of no format
    /// that is taken, or of another than its name says.
    pub fn of(name: &str, bytes: Vec<u8>) -> Result<Self> {
        let wrong = |rule| Err(Error::invalid("file", rule));
        let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let plain: String = last.chars().filter(|sign| !r#":*?"<>|"#.contains(*sign)).collect();
        if plain.trim().is_empty() {
            return Err(Error::invalid("fileName", common::FIELD_IS_REQUIRED));
        }
        let name = bounded_line(&plain, NAME_CHARACTERS).and_then(nameless);
        let name = name.map_err(|rule| Error::invalid("fileName", rule))?;
        if bytes.is_empty() {
            return wrong(rules::FILE_IS_EMPTY);
        }
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        let Some(format) = PaperFormat::of(&bytes, extension) else { return wrong(rules::FILE_IS_OF_NO_FORMAT) };
        if !format.extensions().iter().any(|known| extension.eq_ignore_ascii_case(known)) {
            return Err(Error::invalid_with("file", rules::FILE_IS_OF_ANOTHER_FORMAT, format.label()));
        }
        Ok(Self { name, format, bytes })
    }

    /// By which its bytes are known. Of a large file it takes a while: see [`store::blocking`].
    pub fn checksums(&self) -> Checksums {
        let (mut short, mut long) = (Sha256::new(), Sha512::new());
        for piece in self.bytes.chunks(PIECE) {
            short.update(piece);
            long.update(piece);
        }
        Checksums { sha256: hexadecimal(&short.finalize()), sha512: hexadecimal(&long.finalize()) }
    }
}

/// Checksums of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checksums {
    /// SHA-256, 64 hexadecimal digits.
    pub sha256: String,
    /// SHA-512, 128 of them.
    pub sha512: String,
}

/// SHA-256, 64 hexadecimal digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of a paper's file that lies in the database: one row a paper, with its id. Read as the paper is.
#[derive(Clone, Debug)]
pub struct PaperFile {
    /// The paper's id.
    pub id: MeetingPaperId,
    /// The meeting's council, copied so that the reach is the council's.
    pub council: CouncilId,
    /// The bytes.
    pub content: Vec<u8>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_those_of_the_whole_file() {
        let filed = |bytes: Vec<u8>| FiledPaper { name: "a.txt".to_owned(), format: PaperFormat::Pdf, bytes };
        for bytes in [Vec::new(), b"abc".to_vec(), vec![b'a'; PIECE], vec![b'a'; 2 * PIECE + 1]] {
            let whole = (sha256(&bytes), hexadecimal(&Sha512::digest(&bytes)));
            let Checksums { sha256, sha512 } = filed(bytes).checksums();
            assert_eq!((sha256, sha512), whole);
        }
        let abc = filed(b"abc".to_vec()).checksums();
        assert!(abc.sha256.starts_with("ba7816bf") && abc.sha512.starts_with("ddaf35a1"), "{abc:?}");
    }

    #[test]
    fn a_file_is_what_its_name_says() {
        let filed = FiledPaper::of("C:\\Min mapp\\Förslag.PDF", b"%PDF-1.7\n".to_vec()).expect("a file");
        assert_eq!((filed.name.as_str(), filed.format), ("Förslag.PDF", PaperFormat::Pdf));
        let fault = |name: &str, bytes: &[u8]| match FiledPaper::of(name, bytes.to_vec()) {
            Err(Error::Invalid { field, rule, .. }) => (field, rule),
            other => panic!("{other:?}"),
        };
        let rule = |name: &str, bytes: &[u8]| fault(name, bytes).1;
        assert_eq!(fault("", b"%PDF-1.7\n").0, "fileName");
        assert_eq!(fault("a.pdf", b"").0, "file");
        assert_eq!(rule("a.pdf", b""), rules::FILE_IS_EMPTY);
        assert_eq!(rule("", b"%PDF-1.7\n"), common::FIELD_IS_REQUIRED);
        assert_eq!(rule("../", b"%PDF-1.7\n"), common::FIELD_IS_REQUIRED);
        assert_eq!(rule("811218-9876.pdf", b"%PDF-1.7\n"), common::TEXT_HOLDS_A_PERSONAL_NUMBER);
        assert_eq!(rule("a.png", b"%PDF-1.7\n"), rules::FILE_IS_OF_ANOTHER_FORMAT);
        assert_eq!(rule("a.html", b"<script>"), rules::FILE_IS_OF_ANOTHER_FORMAT);
        assert_eq!(rule("a.pdf", b"MZ\x90\0"), rules::FILE_IS_OF_NO_FORMAT);
        assert!(FiledPaper::of(&format!("{}.pdf", "a".repeat(NAME_CHARACTERS)), b"%PDF-1.7\n".to_vec()).is_err());
    }
}
