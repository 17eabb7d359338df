//! The typesetter, which is Typst: one template of ours, the fonts it brings, and a document's text as data. It reads no file, asks no
//! clock and fetches nothing.

use std::{
    collections::{BTreeMap, HashSet},
    path::PathBuf,
    sync::LazyLock,
};

use thiserror::Error as ThisError;
use typst::{
    Feature, Library, LibraryExt, World,
    comemo::evict,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook, FontStyle},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// How a document looks.
pub(crate) const TEMPLATE: &str = include_str!("document.typ");
/// The fonts that the template names, the first for all that it has.
const FAMILIES: [&str; 2] = ["Libertinus Serif", "DejaVu Sans Mono"];
/// Who is said to have made the file.
const CREATOR: &str = "Kompetensnav";

/// Why a document was not typeset.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
pub enum Unset {
    /// It is longer than what is typeset.
    #[error("the document is too long to be typeset")]
    TooLong,
    /// The typesetter's words, without what stands in the document.
    #[error("the typesetter refused the document: {0}")]
    Refused(String),
}

/// What is the same for every document. Made when the first one is set, and kept.
struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    /// The signs that each family has, in every weight that is used.
    signs: Vec<HashSet<u32>>,
    template: Source,
    data: FileId,
    /// Of a document with a day, and of one without: what is archived says when it was written.
    standards: [PdfStandards; 2],
}

static PRESS: LazyLock<Press> = LazyLock::new(|| {
    let of_ours = |font: &Font| FAMILIES.contains(&font.info().family.as_str());
    let all = typst_assets::fonts().flat_map(|file| Font::iter(Bytes::new(file)));
    let fonts: Vec<Font> = all.filter(of_ours).collect();
    // Headings of tables are set in columns and rows, which the typesetter counts among what may still change.
    let library = Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build();
    Press {
        library: LazyHash::new(library),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        signs: FAMILIES.iter().map(|family| signs(&fonts, family)).collect(),
        fonts,
        template: Source::new(file("document.typ"), TEMPLATE.to_owned()),
        data: file("document.json"),
        standards: [&[PdfStandard::Ua_1, PdfStandard::A_2a][..], &[PdfStandard::Ua_1]]
            .map(|standards| PdfStandards::new(standards).expect("both are of PDF 1.7")),
    }
});

/// A file that is there by its name alone.
fn file(name: &str) -> FileId {
    RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).expect("a plain name")).intern()
}

/// The signs that all upright faces of a family have.
fn signs(fonts: &[Font], family: &str) -> HashSet<u32> {
    let upright = |font: &&Font| font.info().family == family && font.info().variant.style == FontStyle::Normal;
    let (mut faces, mut having) = (0, BTreeMap::<u32, usize>::new());
    for font in fonts.iter().filter(upright) {
        faces += 1;
        for sign in font.info().coverage.iter() {
            *having.entry(sign).or_default() += 1;
        }
    }
    having.into_iter().filter(|(_, number)| *number == faces).map(|(sign, _)| sign).collect()
}

/// The signs that each of the fonts has.
pub(crate) fn fonts() -> &'static [HashSet<u32>] {
    &PRESS.signs
}

/// Which typesetter it is.
pub(crate) fn version() -> String {
    typst::utils::version().raw().to_string()
}

/// Typesets what the template reads, as PDF/UA-1 and, where it has a day, PDF/A-2a.
pub(crate) fn set(data: Vec<u8>, id: String, has_day: bool) -> Result<Vec<u8>, Unset> {
    let [dated, undated] = &PRESS.standards;
    let sheet = Sheet { press: &PRESS, data: Bytes::new(data) };
    let options = PdfOptions {
        ident: Smart::Custom(id),
        creator: Smart::Custom(Some(CREATOR.to_owned())),
        standards: if has_day { dated } else { undated }.clone(),
        ..PdfOptions::default()
    };
    let set = typst::compile::<PagedDocument>(&sheet).output;
    let made = set.and_then(|document| typst_pdf::pdf(&document, &options));
    // What it remembers of one document helps no other.
    evict(0);
    made.map_err(|faults| Unset::Refused(faults.iter().map(told).collect::<Vec<_>>().join("; ")))
}

/// What is wrong, up to where the document's own words are quoted.
fn told(fault: &SourceDiagnostic) -> &str {
    fault.message.split(['`', '"']).next().unwrap_or_default()
}

/// A document on its way through the press.
struct Sheet {
    press: &'static Press,
    data: Bytes,
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.press.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() { Ok(self.press.template.clone()) } else { Err(nowhere()) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.press.data { Ok(self.data.clone()) } else { Err(nowhere()) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn nowhere() -> FileError {
    FileError::NotFound(PathBuf::new())
}
