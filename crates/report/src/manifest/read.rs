//! Manifests read back: by those who make reports, and before a folder is replaced.

use serde_json::Value as Json;

use super::{Fingerprint, PROGRAM};
use model::sampling::Layers;

/// No manifest is as large (bytes).
pub const LARGEST_MANIFEST: u64 = 64_000_000;

/// No file of ours is as large (bytes).
const LARGEST_FILE: u64 = 1 << 32;

/// What the manifest of a run says to those who read the run back.
#[derive(Clone, Debug)]
pub(crate) struct Contents {
    pub(crate) version: String,
    pub(crate) trials: u32,
    pub(crate) seed: u64,
    pub(crate) layers: Layers,
    /// Name and title of the baseline and of each option.
    pub(crate) options: Vec<(String, String)>,
    pub(crate) too_few_trials: Option<String>,
    /// The files with the scenarios; the first is the baseline.
    pub(crate) scenarios: Vec<String>,
    pub(crate) files: Vec<Fingerprint>,
}

impl Contents {
    /// Reads a manifest; `None` if it is not that of a run.
    pub(crate) fn of_run(manifest: &str) -> Option<Self> {
        let manifest: Json = serde_json::from_str(manifest).ok()?;
        if manifest.get("program")? != PROGRAM {
            return None;
        }
        let version = text(manifest.get("version")?)?;
        let list = |key: &str| manifest.get(key).and_then(Json::as_array);
        let option = |entry: &Json| Some((text(entry.get("id")?)?, text(entry.get("title")?)?));
        let layers: Vec<&str> = list("layers")?.iter().filter_map(Json::as_str).collect();
        Some(Self {
            version,
            trials: u32::try_from(manifest.get("trials")?.as_u64()?).ok()?,
            seed: manifest.get("seed")?.as_u64()?,
            layers: layers.join(",").parse().ok()?,
            options: list("options")?.iter().map(option).collect::<Option<_>>()?,
            too_few_trials: manifest.get("too_few_trials").and_then(text),
            scenarios: list("scenarios")?.iter().map(text).collect::<Option<_>>()?,
            files: fingerprints(&manifest)?,
        })
    }
}

/// What the manifest of a study or of a back-test says to those who make papers of it.
#[derive(Clone, Debug)]
pub(crate) struct PageContents {
    pub(crate) version: String,
    /// The command that wrote it: `goal`, `plan`, `sensitivity` or `backtest`.
    pub(crate) command: String,
    pub(crate) trials: u32,
    pub(crate) seed: u64,
    pub(crate) repeat_with: String,
    pub(crate) files: Vec<Fingerprint>,
}

impl PageContents {
    /// Reads a manifest; `None` if it is neither that of a study nor that of a back-test.
    pub(crate) fn of_page(manifest: &str) -> Option<Self> {
        let manifest: Json = serde_json::from_str(manifest).ok()?;
        if manifest.get("program")? != PROGRAM {
            return None;
        }
        let command = match manifest.get("study").and_then(text) {
            Some(command) => command,
            // Papers of a page name it too, but no origins.
            None => manifest.get("origins").map(|_| "backtest".to_owned())?,
        };
        Some(Self {
            version: text(manifest.get("version")?)?,
            command,
            trials: u32::try_from(manifest.get("trials")?.as_u64()?).ok()?,
            seed: manifest.get("seed")?.as_u64()?,
            repeat_with: text(manifest.get("repeat_with")?)?,
            files: fingerprints(&manifest)?,
        })
    }
}

fn fingerprints(manifest: &Json) -> Option<Vec<Fingerprint>> {
    let file = |(name, entry): (&String, &Json)| {
        let bytes = usize::try_from(entry.get("bytes")?.as_u64()?).ok()?;
        Some(Fingerprint { name: name.clone(), sha256: text(entry.get("sha256")?)?, bytes })
    };
    manifest.get("files")?.as_object()?.iter().map(file).collect()
}

fn text(value: &Json) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// A file that a manifest names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name, with `/` between folders.
    pub name: String,
    sha256: Option<String>,
    bytes: Option<u64>,
}

impl Listed {
    /// How much of it has to be read to see whether it is the one that was written.
    pub fn most_bytes(&self) -> u64 {
        self.bytes.unwrap_or(LARGEST_FILE)
    }

    /// Whether a file of these bytes is not the one that was written.
    pub fn differs_from(&self, bytes: &[u8]) -> bool {
        let written = self.sha256.as_ref();
        written.is_some_and(|sha256| *sha256 != Fingerprint::of(&self.name, bytes).sha256)
    }
}

/// The files that a manifest names; `None` if it is no manifest of Staffcast.
pub fn files_of(manifest: &str) -> Option<Vec<Listed>> {
    let manifest: Json = serde_json::from_str(manifest).ok()?;
    if manifest.get("program")? != PROGRAM {
        return None;
    }
    let files = manifest.get("files")?.as_object()?;
    let listed = |(name, entry): (&String, &Json)| Listed {
        name: name.clone(),
        sha256: entry.get("sha256").and_then(text),
        bytes: entry.get("bytes").and_then(Json::as_u64),
    };
    Some(files.iter().map(listed).collect())
}
