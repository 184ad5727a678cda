package demo

import (
	"fmt"
	"strings"
)

// resourceRows are what the fictional community can send people to. Numbers
// are its own; nobody answers there.
var resourceRows = []struct{ kind, name, offer, phone, address, hours, keywords, matters string }{
	{"administrative", "社区服务中心一楼窗口", "证明、津贴、医保、残疾证、低保等一窗受理，行动不便可以预约上门", "0512-62800003", "湖畔路 18 号一楼", "工作日 8:30–11:30 13:00–17:30", "窗口 办理", "certificate elder_allowance low_income disability_cert social_insurance"},
	{"administrative", "湖畔社区人民调解委员会", "邻里、赡养、漏水、噪音等纠纷，免费调解，保密", "0512-62800004", "社区服务中心二楼", "工作日，晚上可以预约", "调解", "neighbour_dispute family_dispute neighbour_leak neighbour_noise"},
	{"administrative", "社区法律服务日", "律师坐班，劳动、婚姻、房产的事都可以问，不收费", "0512-62800005", "社区服务中心二楼", "每月第一个周三下午", "律师、法律咨询", "legal_aid"},
	{"administrative", "星湖街道社区卫生服务站", "配药、量血压、打预防针、家庭医生签约", "0512-62800120", "湖畔路 22 号", "每天 8:00–17:00", "家庭医生、量血压、配药", "health_service"},
	{"market", "湖畔便民维修点", "水龙头、灯具、门锁、马桶小修，先报价再动手", "0512-62800088", "湖畔路 26 号", "每天 8:00–19:00", "修水龙头、修马桶、换锁、水管 家里", "home_service"},
	{"market", "平安开锁（公安备案）", "开锁换锁，上门出示备案卡", "0512-62800066", "", "24 小时", "开锁、钥匙 忘、锁在门外", ""},
	{"market", "绿色回收站", "旧家电、旧家具、纸板预约上门，先讲好价", "0512-62800077", "莲香新村东门", "每天 9:00–18:00", "收旧家电、旧家具、大件垃圾、回收 旧", "donation decoration_waste"},
	{"market", "湖畔老年食堂", "午餐、晚餐，可以送到家；困难老人有补贴", "0512-62800099", "湖畔路 30 号", "每天 10:30–12:30 16:30–18:00", "送餐、助餐、老年餐、烧饭 不方便", "meal"},
	{"public_welfare", "“夕阳伴”陪诊志愿队", "陪老人看病配药，请提前三天约", "0512-62800012", "社区服务中心", "工作日登记", "陪诊、陪看病、没人陪 医院", "hospital_company elder_company"},
	{"public_welfare", "四点半课堂", "小学生放学后写作业、看书，有人看护", "0512-62800013", "社区服务中心三楼", "上学日 16:00–18:00", "放学 没人、托班", "after_school child_care"},
	{"public_welfare", "老人手机课", "教挂号、付钱、视频、防骗，带自己的手机来", "0512-62800014", "社区服务中心三楼", "每周四 14:00", "手机课、学手机", "phone_lesson"},
	{"public_welfare", "轮椅、拐杖借用点", "凭身份证借，押金可免，用完归还", "0512-62800015", "社区服务中心一楼", "工作日 8:30–17:30", "借轮椅、轮椅 借、拐杖", "home_care disabled_care"},
	{"public_welfare", "心晴驿站", "心理志愿者面谈，替您保密", "0512-62800016", "社区服务中心二楼", "每周六上午，可以预约", "心里难受、想找人说话、心理", "counselling"},
}

// handbook adds to the answers the program ships the resources of this community.
func (t *town) handbook() error {
	for i, row := range resourceRows {
		var matters []string
		for _, code := range strings.Fields(row.matters) {
			m, err := t.app.FindFirstRecordByData("matters", "code", code)
			if err != nil {
				return fmt.Errorf("resource %s: matter %s: %w", row.name, code, err)
			}
			matters = append(matters, m.Id)
		}
		if _, err := t.save("resources", map[string]any{"kind": row.kind, "name": row.name, "offer": row.offer, "phone": row.phone, "address": row.address,
			"hours": row.hours, "keywords": strings.Split(row.keywords, "、"), "matters": matters, "active": true, "sort": (i + 1) * 10}); err != nil {
			return fmt.Errorf("resource %s: %w", row.name, err)
		}
	}
	return nil
}
