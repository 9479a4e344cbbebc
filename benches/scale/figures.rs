use serde_json::{Map, Value};
use std::{collections::BTreeMap, time::Duration};

/// Named numbers: seconds, milliseconds, bytes or counts, as the name's ending says.
#[derive(Debug, Clone, Default)]
pub struct Figures(BTreeMap<String, f64>);

impl Figures {
    pub fn set(&mut self, name: &str, value: f64) {
        self.0.insert(name.to_owned(), value);
    }

    pub fn get(&self, name: &str) -> Option<f64> {
        self.0.get(name).copied()
    }

    pub fn with(mut self, other: Figures) -> Figures {
        self.0.extend(other.0);
        self
    }

    /// `name_p50_ms`, `name_p95_ms`, `name_p99_ms` and `name_n`.
    pub fn set_spread(&mut self, name: &str, mut times: Vec<Duration>) {
        times.sort_unstable();
        for percent in [50, 95, 99] {
            if let Some(time) = times.get((times.len() * percent / 100).min(times.len().saturating_sub(1))) {
                self.set(&format!("{name}_p{percent}_ms"), time.as_secs_f64() * 1_000.0);
            }
        }
        self.set(&format!("{name}_n"), times.len() as f64);
    }

    /// The quickest of some rounds, in seconds: what else the machine did only ever adds.
    pub fn set_quickest(&mut self, name: &str, times: &[Duration]) {
        if let Some(quickest) = times.iter().min() {
            self.set(&format!("{name}_s"), quickest.as_secs_f64());
        }
    }

    pub fn to_json(&self) -> Value {
        let all: Map<_, _> = self.0.iter().map(|(name, value)| (name.clone(), Value::from(*value))).collect();
        Value::Object(all)
    }

    pub fn from_json(text: &str) -> Option<Figures> {
        let value: Value = serde_json::from_str(text).ok()?;
        let all = value.as_object()?.iter().filter_map(|(name, value)| Some((name.clone(), value.as_f64()?)));
        Some(Figures(all.collect()))
    }
}
