package access

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"
)

const (
	namesKey = "hongguan.internal_names"
	outside  = "管理后台只能在办公室的电脑或局域网里登录，不能从公网地址登录"
)

// SetInternalNames tells which host names are the office's own.
func SetInternalNames(app core.App, names []string) { app.Store().Set(namesKey, names) }

// fromOffice reports whether a superuser may log in this way: from a private
// address, and by a host that is an address, localhost or an internal name. A
// tunnel on the PC makes everybody 127.0.0.1; its public host name gives it
// away, and so do the addresses a proxy adds.
func fromOffice(e *core.RequestEvent) bool {
	if !private(e.RemoteIP()) || !internal(e.App, e.Request.Host) {
		return false
	}
	for _, via := range forwarded(e.Request.Header) {
		if !private(via) {
			return false
		}
	}
	for _, host := range e.Request.Header.Values("X-Forwarded-Host") {
		if !internal(e.App, host) {
			return false
		}
	}
	return true
}

// forwarded lists the addresses a proxy says the request came through.
func forwarded(h http.Header) []string {
	var all []string
	for _, name := range []string{"X-Forwarded-For", "X-Real-Ip", "Cf-Connecting-Ip", "True-Client-Ip"} {
		for _, v := range h.Values(name) {
			for _, ip := range strings.Split(v, ",") {
				all = append(all, strings.TrimSpace(ip))
			}
		}
	}
	return all
}

func private(address string) bool {
	ip, err := netip.ParseAddr(address)
	return err == nil && privateAddr(ip)
}

func privateAddr(ip netip.Addr) bool {
	ip = ip.Unmap()
	return ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast()
}

// internal reports whether a Host is the office's own: a private address,
// localhost, or a name the settings list.
func internal(app core.App, host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.TrimSuffix(strings.ToLower(strings.Trim(host, "[]")), ".")
	if host == "localhost" {
		return true
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		return privateAddr(ip)
	}
	names, _ := app.Store().Get(namesKey).([]string)
	return slices.Contains(names, host)
}
