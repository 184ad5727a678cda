//go:build !windows

package workbench

import "syscall"

// freeBytes is the room left on the disk that holds dir, as far as this
// program may use it.
func freeBytes(dir string) (int64, error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0, err
	}
	return int64(s.Bavail) * int64(s.Bsize), nil
}
