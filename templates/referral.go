package templates

import (
	"fmt"
	"slices"
	"time"

	"hongguan/templates/docx"
)

// ReferralView is what stands on a 《民意诉求承办单》. Fields that are not known yet
// stay empty and print as room to write by hand.
type ReferralView struct {
	No       string // 湖畔承〔2026〕17号
	StreetNo string // 街道转报号, written by the street
	Urgency  string // 普通, 加急 or 特急

	ReportingUnit string // 报送单位, such as 星湖街道（社工委）
	Community     string // 湖畔社区
	FilledBy      string // the office worker's own name
	OfficePhone   string // the office's number, not a resident's
	FilledAt      time.Time

	Source     string // 诉求来源: 扫码, 接访, 12345 …
	RequestNo  string // HP-20261123-0007
	ReceivedAt time.Time
	Households int // 涉及户数; 0 is not printed
	People     int // 涉及人数; 0 is not printed
	Times      int // 第几次反映; 0 is not printed

	Requester      string // masked: 王**
	RequesterPhone string // masked: 138****5678
	Place          string // estate and building, no room: 湖畔花园二期 12幢
	Category       string // 政务类 …
	Tier           string // 复杂承办

	OwnWords string // the resident's own words
	Summary  string // the office's summary, at most 200 characters

	Steps      []ReferralStep // what the community did, oldest first
	SkipReason string         // 越级原因, when nothing could be done before

	Handler   string // suggested 承办党组织
	Assisting string // 协办单位, joined with 、
	Why       string // why these

	StreetOpinion  string
	StreetSigner   string
	StreetSignedAt time.Time

	DeptOpinion  string // 拟办意见/领导批示 of the organisation department
	DeptSigner   string
	DeptSignedAt time.Time
	ReplyBy      time.Time
	WorkDays     int // working days until ReplyBy

	HandlerContact string // contact of the handling organisation
	HandlerPhone   string // that contact's office number
	SignedFor      string // who received the form
	SignedForAt    time.Time
	Result         string
	Outcome        string // 已解决, 部分解决, 解释说明 or 不予支持 (the basis stands in Result)
	Head           string // 负责人
	ResultAt       time.Time

	ToldBy       string
	ToldHow      string // 电话, 上门, 页面 …
	ToldAt       time.Time
	Satisfaction string // 非常满意 … 非常不满意

	Remarks string // extensions, returns

	ReplyLink string // where the QR code leads, printed nowhere else
	QR        []byte // PNG of the QR code; empty leaves the place white
}

// ReferralStep is one dated step of earlier handling.
type ReferralStep struct {
	At   time.Time
	Who  string // the organisation, not a person: 安居物业
	What string
}

// ReferralTemplate is the built-in form as a Word document with its markers, for
// the office to change in Word or WPS.
func ReferralTemplate() ([]byte, error) { return referralForm.Template() }

// needed are the markers without which a form says too little to go up.
var needed = []string{"编号", "诉求编号", "诉求内容", "答复期限"}

// ReferralMarkers are the markers that a form of the office's own may carry, in
// the order of the built-in one, and those that it must.
func ReferralMarkers() (all, must []string, err error) {
	template, err := ReferralTemplate()
	if err != nil {
		return nil, nil, err
	}
	all, err = docx.Markers(template)
	return all, slices.Clone(needed), err
}

// CheckReferral says in Chinese what is wrong with a form the office changed;
// nothing when it may be used.
func CheckReferral(template []byte) []string {
	known := []string{qrMarker}
	for name := range (ReferralView{}).fields().text {
		known = append(known, name)
	}
	return docx.Check(template, known, needed)
}

// Referral prints the 《民意诉求承办单》 as a Word document on the built-in form.
func Referral(view ReferralView) ([]byte, error) {
	template, err := ReferralTemplate()
	if err != nil {
		return nil, fmt.Errorf("build referral form: %w", err)
	}
	return ReferralOn(template, view)
}

// ReferralOn prints the view on a form of the office's own.
func ReferralOn(template []byte, view ReferralView) ([]byte, error) {
	fields := view.fields()
	doc, err := docx.Fill(template, fields.text, nil)
	if err != nil {
		return nil, fmt.Errorf("fill referral form: %w", err)
	}
	if len(view.QR) > 0 {
		if doc, err = docx.Place(doc, map[string][]byte{qrMarker: view.QR}); err != nil {
			return nil, fmt.Errorf("place referral QR: %w", err)
		}
	}
	if len(fields.annex) > 0 {
		if doc, err = docx.Annex(doc, fields.annexTitle(), fields.annex); err != nil {
			return nil, fmt.Errorf("add referral annex: %w", err)
		}
	}
	return doc, nil
}
