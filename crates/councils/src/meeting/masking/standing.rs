//! What is written on an item where something is masked already.

use kernel::{
    Error, Result,
    error::all,
    id::{AgendaItemId, CouncilMeetingId},
    masking::{marks_in, masked, masked_in_name},
};
use store::Tx;

use super::entity::{Masking, MaskingStatus, rules};

/// The maskings of passages that stand on an item, or at a meeting for its papers: every text that is written there goes through them,
/// so that nothing brings back what they mask.
pub(in crate::meeting) struct StandingMaskings(Vec<Masking>);

impl StandingMaskings {
    /// Those of `item`, whose meeting is held, so that none comes or goes meanwhile.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub(in crate::meeting) async fn of(tx: &mut Tx, meeting: CouncilMeetingId, item: AgendaItemId) -> Result<Self> {
        let mut standing = Self::at(tx, meeting).await?;
        standing.0.retain(|one| one.item == Some(item));
        Ok(standing)
    }

    /// Those of any of the meeting's items, for the titles and file names of its papers: a paper may tell what another item masks. The
    /// meeting is held.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub(in crate::meeting) async fn at(tx: &mut Tx, meeting: CouncilMeetingId) -> Result<Self> {
        let mut standing = tx.every::<Masking>(Masking::of_meeting(meeting)).await?;
        standing.retain(|one| one.item.is_some() && one.status() == MaskingStatus::Standing);
        standing.sort_by_key(|one| one.number);
        Ok(Self(standing))
    }

    /// Masks in what is `written`, each text in the form that is stored, with the field that it came in.
    ///
    /// # Errors
    /// `Invalid` naming the field of a text with a mark that is none of theirs.
    pub(in crate::meeting) fn write<'t>(
        &self,
        written: impl IntoIterator<Item = (&'t str, Option<&'t mut String>)>,
    ) -> Result<()> {
        let told = written.into_iter().filter_map(|(field, text)| text.map(|text| (field, text)));
        let texts: Vec<(&str, &mut String)> = told.collect();
        all(texts.iter().map(|(field, text)| self.know_marks_of(field, text)))?;
        for (_, text) in texts {
            self.mask(text);
        }
        Ok(())
    }

    /// Puts their marks where what they mask stands in the text.
    pub(super) fn mask(&self, text: &mut String) {
        for masking in &self.0 {
            if let Some(turned) = masked(text, &masking.passage, &masking.mark()) {
                *text = turned;
            }
        }
    }

    /// As [`StandingMaskings::mask`], in the name of a file. No name that is handed in holds a mark, which has a colon.
    pub(in crate::meeting) fn mask_name(&self, name: &mut String) {
        for masking in &self.0 {
            if let Some(turned) = masked_in_name(name, &masking.passage, &masking.mark()) {
                *name = turned;
            }
        }
    }

    fn know_marks_of(&self, field: &str, text: &str) -> Result<()> {
        let is_strange = |mark: &&str| self.0.iter().all(|one| one.mark() != *mark);
        match marks_in(text).into_iter().find(is_strange) {
            Some(mark) => Err(Error::invalid_with(field, rules::MARK_IS_OF_NO_MASKING, mark)),
            None => Ok(()),
        }
    }
}
