package higress

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
)

// roomyPages are the pages of 64 kB that the module gets at start. It collects no garbage before half is used up.
const roomyPages = 256

// roomy writes a copy of the module that differs in one number, the size of its memory at start, and returns its
// path. The host never copies what the module hands it, headers for example, but reads it in the module's memory
// when a test asks: by then the module may have let go of it.
func roomy(path, folder string) (string, error) {
	module, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	const magicAndVersion, memorySection = 8, 5
	for at := magicAndVersion; at < len(module); {
		kind := module[at]
		size, width := binary.Uvarint(module[at+1:])
		begin := at + 1 + width
		end := begin + int(size)
		if kind == memorySection {
			// One memory: a flag that is 1 where there is a maximum too, and the minimum.
			minimum, width := binary.Uvarint(module[begin+2:])
			section := append([]byte{1, module[begin+1]}, binary.AppendUvarint(nil, max(minimum, roomyPages))...)
			section = append(section, module[begin+2+width:end]...)
			changed := append([]byte{}, module[:at+1]...)
			changed = append(changed, binary.AppendUvarint(nil, uint64(len(section)))...)
			changed = append(append(changed, section...), module[end:]...)
			copied := filepath.Join(folder, filepath.Base(path))
			return copied, os.WriteFile(copied, changed, 0o600)
		}
		at = end
	}
	return "", fmt.Errorf("%s has no memory of its own", path)
}
