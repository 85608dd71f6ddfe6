//! Whether a folder lies on an encrypted volume, as Linux tells it: the device of its file system, or what that
//! device is made of, is one of dm-crypt. Asks the kernel's files only; elsewhere nothing is known.

use std::path::{Path, PathBuf};

/// Devices below devices: more are no real machine.
const DEPTH_MAX: usize = 8;

/// Whether the folder is seen to lie on a volume encrypted by dm-crypt (LUKS or plain).
#[must_use]
pub fn is_encrypted(folder: &Path) -> bool {
    let Ok(folder) = folder.canonicalize() else {
        return false;
    };
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    device(&folder, &mounts).is_some_and(|device| crypted(Path::new("/sys/dev/block"), &device))
}

/// `major:minor` of the device that a folder lies on. A file system over several devices has a number that is no
/// device's: its source is named instead.
fn device(folder: &Path, mounts: &str) -> Option<String> {
    let lines = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ');
        let (number, at) = (words.nth(2)?, words.nth(1)?);
        let at = PathBuf::from(at.replace("\\040", " "));
        let source = line.split(" - ").nth(1)?.split(' ').nth(1)?;
        folder.starts_with(&at).then_some((at, number, source))
    });
    // The last mount over a place is the one seen.
    let (_, number, source) = lines.max_by_key(|(at, _, _)| at.as_os_str().len())?;
    match (number.starts_with("0:"), source.starts_with("/dev/")) {
        (true, true) => {
            let rdev = rustix::fs::stat(source).ok()?.st_rdev;
            let (major, minor) = (rustix::fs::major(rdev), rustix::fs::minor(rdev));
            Some(format!("{major}:{minor}"))
        }
        (true, false) => None,
        (false, _) => Some(number.to_owned()),
    }
}

/// Whether a device, or everything it is made of, is encrypted.
fn crypted(devices: &Path, number: &str) -> bool {
    devices
        .join(number)
        .canonicalize()
        .is_ok_and(|device| of_device(&device, 0))
}

fn of_device(device: &Path, depth: usize) -> bool {
    let uuid = std::fs::read_to_string(device.join("dm/uuid")).unwrap_or_default();
    if uuid.starts_with("CRYPT-") {
        return true;
    }
    if depth == DEPTH_MAX {
        return false;
    }
    let below = |folder: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let paths = entries.filter_map(|entry| entry.path().canonicalize().ok());
        paths.collect()
    };
    let mut slaves = below(&device.join("slaves"));
    // A partition is made of its disk.
    if slaves.is_empty() && device.join("partition").exists() {
        slaves.extend(device.parent().map(Path::to_path_buf));
    }
    !slaves.is_empty() && slaves.iter().all(|slave| of_device(slave, depth + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    /// A device as `/sys` shows it, over others.
    fn made(root: &Path, name: &str, number: &str, dm: &str, over: &[&str]) {
        let device = root.join("devices").join(name);
        std::fs::create_dir_all(device.join("slaves")).expect("made");
        if !dm.is_empty() {
            std::fs::create_dir_all(device.join("dm")).expect("made");
            std::fs::write(device.join("dm/uuid"), dm).expect("written");
        }
        for slave in over {
            let below = root.join("devices").join(slave);
            symlink(below, device.join("slaves").join(slave)).expect("linked");
        }
        std::fs::create_dir_all(root.join("block")).expect("made");
        symlink(&device, root.join("block").join(number)).expect("linked");
    }

    #[test]
    fn a_volume_is_encrypted_when_all_it_is_made_of_is() {
        let root = tempfile::TempDir::new().expect("a folder");
        let root = root.path();
        made(root, "sda", "8:0", "", &[]);
        made(root, "sda/sda1", "8:1", "", &[]);
        std::fs::write(root.join("devices/sda/sda1/partition"), "1").expect("written");
        made(root, "dm-0", "253:0", "CRYPT-LUKS2-0123-sda\n", &["sda"]);
        made(root, "dm-1", "253:1", "LVM-abc\n", &["dm-0"]);
        made(root, "dm-2", "253:2", "LVM-abc\n", &["sda"]);
        made(root, "dm-3", "253:3", "LVM-abc\n", &["dm-0", "sda"]);
        let devices = root.join("block");
        for (number, encrypted) in [
            ("8:0", false),
            ("8:1", false),
            ("253:0", true),
            ("253:1", true),
            ("253:2", false),
            ("253:3", false),
            ("9:9", false),
        ] {
            assert_eq!(crypted(&devices, number), encrypted, "{number}");
        }
    }

    #[test]
    fn a_folder_is_on_the_nearest_mount_above_it() {
        let mounts = "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n\
            23 22 253:1 / /srv rw shared:1 - ext4 /dev/mapper/data rw\n\
            24 22 0:31 / /tmp rw - tmpfs tmpfs rw\n\
            25 22 253:2 / /srv/with\\040space rw - ext4 /dev/mapper/other rw\n";
        let of = |folder: &str| device(Path::new(folder), mounts);
        assert_eq!(of("/home/x").as_deref(), Some("8:1"));
        assert_eq!(of("/srv/faisceau").as_deref(), Some("253:1"));
        assert_eq!(of("/srvother").as_deref(), Some("8:1"));
        assert_eq!(of("/srv/with space/a").as_deref(), Some("253:2"));
        assert_eq!(of("/tmp/x"), None, "memory is no device");
    }
}
