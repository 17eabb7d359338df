//! One column of a row group while its rows are gathered.

use std::collections::HashSet;

use bytes::Bytes;
use chrono::NaiveDate;
use parquet::{
    data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int32Type, Int64Type},
    errors::ParquetError,
    file::writer::SerializedColumnWriter,
};
use rust_decimal::Decimal;

use crate::{
    encode::EncodeError,
    table::{Cell, Field, FieldKind},
};

/// So many of the first texts say whether they repeat.
const SAMPLE: usize = 1000;

/// So many texts are written at a time.
const SOME: usize = 1024;

/// Values as the file holds them, and for each row whether it has one.
pub(super) struct Column {
    values: Values,
    levels: Vec<i16>,
}

enum Values {
    Text(Texts),
    Long(Vec<i64>),
    Int(Vec<i32>),
    Boolean(Vec<bool>),
}

/// Texts one after the other: an allocation for each would outlive its page.
#[derive(Default)]
struct Texts {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Column {
    pub fn of(kind: FieldKind) -> Self {
        let values = match kind {
            FieldKind::Text | FieldKind::Code | FieldKind::Status => Values::Text(Texts::default()),
            FieldKind::Integer
            | FieldKind::Year
            | FieldKind::Count
            | FieldKind::Decimal(_)
            | FieldKind::Percent(_)
            | FieldKind::DateTime => Values::Long(Vec::new()),
            FieldKind::Date => Values::Int(Vec::new()),
            FieldKind::Boolean => Values::Boolean(Vec::new()),
        };
        Self { values, levels: Vec::new() }
    }

    /// Takes the next row's cell, which is nothing where it is empty or hidden.
    pub fn push(&mut self, cell: &Cell, field: &Field) -> Result<(), EncodeError> {
        if let Cell::Null | Cell::Hidden(_) = cell {
            self.levels.push(0);
            return Ok(());
        }
        if let (FieldKind::Decimal(places) | FieldKind::Percent(places), Cell::Decimal(value)) = (field.kind, cell)
            && unscaled(*value, places).is_none()
        {
            return Err(EncodeError::NumberIsTooLarge { field: field.name.clone() });
        }
        // Another type's cell must not become a null that nobody sees.
        self.put(cell, field.kind).ok_or_else(|| EncodeError::RowDoesNotFit { field: field.name.clone() })?;
        self.levels.push(1);
        Ok(())
    }

    fn put(&mut self, cell: &Cell, kind: FieldKind) -> Option<()> {
        match (&mut self.values, kind, cell) {
            (Values::Text(texts), _, Cell::Text(text)) => texts.push(text),
            (Values::Long(values), FieldKind::Integer | FieldKind::Year | FieldKind::Count, Cell::Integer(value)) => {
                values.push(*value)
            }
            (Values::Long(values), FieldKind::Decimal(places) | FieldKind::Percent(places), Cell::Decimal(value)) => {
                values.push(unscaled(*value, places)?);
            }
            (Values::Long(values), FieldKind::DateTime, Cell::DateTime(at)) => values.push(at.timestamp_millis()),
            (Values::Int(values), _, Cell::Date(day)) => {
                values.push(i32::try_from((*day - NaiveDate::default()).num_days()).ok()?);
            }
            (Values::Boolean(values), _, Cell::Boolean(value)) => values.push(*value),
            _ => return None,
        }
        Some(())
    }

    /// Whether most of its first texts differ, as ids do: a dictionary of them is larger than they are.
    pub fn seldom_repeats(&self) -> bool {
        let Values::Text(texts) = &self.values else { return false };
        let first: Vec<&[u8]> = texts.iter().take(SAMPLE).collect();
        first.iter().collect::<HashSet<_>>().len() * 2 > first.len()
    }

    /// Writes what was gathered, and is empty again: what it took of memory serves the next group.
    pub fn write(&mut self, to: Option<SerializedColumnWriter<'_>>) -> Result<(), ParquetError> {
        let mut writer = to.ok_or_else(|| ParquetError::General("the file has fewer columns".to_owned()))?;
        let levels = &self.levels;
        match &mut self.values {
            Values::Text(texts) => texts.write(&mut writer, levels),
            Values::Long(values) => batch::<Int64Type>(&mut writer, values, levels),
            Values::Int(values) => batch::<Int32Type>(&mut writer, values, levels),
            Values::Boolean(values) => batch::<BoolType>(&mut writer, values, levels),
        }?;
        self.levels.clear();
        writer.close()
    }
}

fn batch<T: DataType>(
    writer: &mut SerializedColumnWriter<'_>,
    values: &mut Vec<T::T>,
    levels: &[i16],
) -> Result<(), ParquetError> {
    writer.typed::<T>().write_batch(values, Some(levels), None)?;
    values.clear();
    Ok(())
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
        self.ends.push(self.bytes.len());
    }

    fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.bytes[start..*end])
    }

    /// Writes each as a part of all, some at a time.
    fn write(&mut self, writer: &mut SerializedColumnWriter<'_>, levels: &[i16]) -> Result<(), ParquetError> {
        let size = self.bytes.len();
        let all = Bytes::from(std::mem::replace(&mut self.bytes, Vec::with_capacity(size)));
        let mut ends = self.ends.drain(..);
        let (mut start, mut values) = (0, Vec::with_capacity(SOME));
        for levels in levels.chunks(SOME) {
            let present = levels.iter().filter(|level| **level == 1).count();
            values.extend(ends.by_ref().take(present).map(|end| {
                let text = all.slice(start..end);
                start = end;
                ByteArray::from(text)
            }));
            batch::<ByteArrayType>(writer, &mut values, levels)?;
        }
        Ok(())
    }
}

/// The decimal as so many smallest parts, when it has at most 18 digits.
fn unscaled(mut value: Decimal, places: u32) -> Option<i64> {
    value.rescale(places);
    let parts = i64::try_from(value.mantissa()).ok()?;
    (value.scale() == places && parts.unsigned_abs() < 10_u64.pow(18)).then_some(parts)
}
