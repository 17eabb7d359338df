//! How a paper that is not published is told of.

use councils::meeting::paper::{WithheldPaper, WithheldPaperColumn as C};
use graph::{Field, Fields, Object, Table, table};
use kernel::Label;

pub type WithheldPaperObject = Object<WithheldPaperFields>;

type F = Field<WithheldPaperFields>;

/// The fields of [`WithheldPaper`].
pub struct WithheldPaperFields;

impl Fields for WithheldPaperFields {
    type Record = WithheldPaper;

    const NAME: &'static str = "WithheldPaper";
    const ABOUT: Label = Label {
        sv: "Underlag som inte publiceras: att det finns ett, och på vilken grund.",
        en: "Paper that is not published: that there is one, and on what ground.",
    };
    const TITLE: &'static str = "ground";
    const IS_NODE: bool = false;

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(WithheldPaperFields, [
            F::maybe_choice("ground", C::Ground, |row| row.ground,
                ("Rättslig grund: varför det inte är för alla.", "Legal ground: why it is not for everyone.")).filtered().ordered(),
        ])
    }
}
