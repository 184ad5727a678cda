// 开办向导: five steps from a fresh program to the first poster; may be run again from 设置.
import { importCard } from "./import.js";

const { ask, complain, form, mark, verbs } = window.hongguan;

const titles = ["社区资料", "网址", "发信邮箱", "楼栋", "第一张海报"];

export function page() {
    const state = store({ step: 0, all: null, error: "" });
    const kept = { settings: {} }; // not watched: saving them must not empty the form

    async function load() {
        state.error = "";
        try {
            const [all, settings] = await Promise.all([ask("/api/setup"), app.pb.settings.getAll({ requestKey: null })]);
            kept.settings = settings;
            state.all = all;
        } catch (err) {
            state.error = err.message;
        }
    }

    // save keeps the step's values and goes on; a refused value is marked where it stands.
    async function save(values, next = true) {
        try {
            const all = await ask("/api/setup", values, "POST");
            state.all = all;
            if (next) {
                go(state.step + 1);
            }
            return all;
        } catch (err) {
            complain(err);
            mark(document.querySelector(".hg-step"), err?.response?.data);
            return null;
        }
    }
    const go = (n) => (state.step = Math.min(n, titles.length - 1));
    const skip = () => t.button({ type: "button", className: "btn transparent", onclick: () => go(state.step + 1) }, t.span({ className: "txt" }, "先跳过"));

    return t.div({ className: "page", onmount: load }, t.div(
        { className: "page-content hg-page" },
        t.header({ className: "hg-heading hg-narrow" }, t.h1(null, "开办向导"), t.p(null, "大约十分钟，中途可以停，以后在“设置”里能再来。")),
        t.ol({ className: "hg-steps hg-narrow" }, () => titles.map((title, i) => t.li(
            { className: (i == state.step ? "active " : "") + (finished(state.all)[i] ? "done" : "") },
            t.button({ type: "button", ariaCurrent: i == state.step ? "step" : undefined, onclick: () => go(i) }, title),
        ))),
        () => {
            const all = state.all?.__raw || state.all;
            if (state.error) {
                return t.div({ className: "hg-empty" }, t.p(null, state.error), t.button({ type: "button", className: "btn hg-strong", onclick: load }, "重试"));
            }
            if (!all) {
                return t.p({ className: "hg-loading" }, "正在读取…");
            }
            const steps = [office, address, mail, houses, poster];
            return t.div({ className: "hg-narrow" }, steps[state.step](all, { kept, save, skip, go, load }));
        },
    ));
}

// finished says of each step whether it is done, from what the server holds.
function finished(all) {
    if (!all) {
        return [];
    }
    const { community: c, counts = {}, notes = {}, smtp = {} } = all;
    return [!!c.street || !!c.address, !!c.public_url && !notes.public_url, smtp.enabled, counts.buildings > 0, counts.posters > 0 && all.setup_done];
}

// field is one input of the wizard: what is stored, else what holds anyway as a hint, and the server's remark under it.
function field(all, name, label, more = {}) {
    const { community: c, standard = {}, notes = {} } = all;
    return { name, label, value: c[name], hint: standard[name] === undefined ? "" : "不填就是：" + standard[name], help: notes[name] || "", ...more };
}

function step(title, hint, filled, buttons) {
    return t.section({ className: "hg-card hg-form hg-step" }, t.h2(null, title), hint ? t.p({ className: "hg-hint" }, hint) : "", filled, t.div({ className: "hg-actions" }, buttons));
}

function office(all, { kept, save }) {
    const fresh = !all.setup_done && !all.community.street; // the first name and code only stand in for real ones
    const own = (name, label, hint) => field(all, name, label, { required: true, hint, value: fresh ? "" : all.community[name] });
    const filled = form([
        own("name", "社区名称", "如：湖畔社区"), own("code", "社区代码（诉求编号的开头）", "两到四个大写字母，如 HP"),
        field(all, "street", "街道"), field(all, "phone", "社区电话（印在海报上）", { type: "tel" }),
        field(all, "phone_hours", "电话接听时间"), field(all, "address", "办公地址"),
        field(all, "contact_name", "个人信息负责人"), field(all, "party_org", "社区党组织名称"),
        field(all, "brand", "服务品牌"), field(all, "slogan", "口号"),
    ], true);
    return step("社区资料", "居民在页面、海报和周报上看到的就是这些。", t.div({ className: "hg-two" }, filled.elements), verbs.busyButton("hg-strong", "保存，下一步", async () => {
        const saved = await save(filled.values());
        if (saved) {
            const { community: c, standard = {} } = saved;
            await name(kept, { appName: [c.name, c.brand || standard.brand].filter(Boolean).join(" ") });
        }
    }));
}

// name keeps PocketBase's own name and address of the program in step with the office's.
async function name(kept, meta) {
    try {
        kept.settings = await app.pb.settings.update({ meta: { ...kept.settings.meta, ...meta } }, { requestKey: null });
        app.store.loadSettings();
    } catch (err) {
        complain(err);
    }
}

function address(all, { kept, save, skip }) {
    const c = all.community;
    const here = /^(localhost|127\.|\[)/.test(location.hostname) ? "" : location.origin; // nobody's phone reaches this machine's own name
    const filled = form([
        field(all, "public_url", "居民手机能打开的网址", { value: c.public_url || here, hint: "如：https://hgj.example.gov.cn", help: all.notes?.public_url || "街道已备案的域名最好。只有局域网地址时先试用，正式海报等有了网址再印。" }),
        field(all, "sleeps_at_night", "这台电脑夜里关机吗？", { type: "choice", required: true, value: !!c.sleeps_at_night, options: [{ value: false, label: "一直开着" }, { value: true, label: "下班就关" }] }),
        field(all, "online_hours", "网上受理时间（夜里关机才印在海报上）"),
    ], true);
    return step("居民能打开的网址", "海报上的二维码就是这个网址，印出去就不好改了。", filled.elements, [verbs.busyButton("hg-strong", "保存，下一步", async () => {
        const saved = await save(filled.values());
        if (saved?.community.public_url) {
            await name(kept, { appURL: saved.community.public_url });
        }
    }), skip()]);
}

function mail(all, { kept, save, skip }) {
    const { smtp = {}, meta = {} } = kept.settings;
    const given = (v) => (/@example\.com$|^smtp\.example\.com$/.test(v || "") ? "" : v || ""); // PocketBase's stand-ins
    const sender = form([
        { name: "host", label: "SMTP 服务器", value: given(smtp.host), hint: "如：smtp.example.gov.cn" },
        { name: "port", label: "端口", type: "number", value: smtp.enabled ? smtp.port : 465, min: 1, max: 65535, help: "多数邮箱是 465" },
        { name: "username", label: "邮箱账号", value: smtp.username },
        { name: "password", label: "密码或授权码", type: "password", help: smtp.username ? "不改就留空" : "多数邮箱要用“授权码”，不是登录密码" },
        { name: "senderAddress", label: "发件人邮箱", type: "email", value: given(meta.senderAddress) },
        { name: "senderName", label: "发件人名称", value: smtp.enabled ? meta.senderName : all.community.name },
    ]);
    const reports = form([
        field(all, "report_to", "周报发给（组织部邮箱）", { type: "email" }),
        field(all, "report_cc", "周报抄送（街道邮箱）", { type: "email" }),
    ], true);
    const robot = form([
        field(all, "robot_url", "工作群的机器人地址（有人报险时发到群里）", { hint: "https://…", help: "在企业微信、钉钉或飞书的工作群里添加“群机器人”，把它给的网址整条粘过来；要填关键词的，填“紧急”。消息里只有地点和险情，没有姓名、电话、室号。" }),
    ], true);
    const secret = form([
        field(all, "robot_secret", "机器人的加签密钥", { help: "钉钉、飞书的机器人安全设置选了“加签”“签名校验”的才填；填了以后，每天早上也往群里发一句“每日提醒”，只有件数。" }),
    ], true);
    const trial = form([{ name: "to", label: "测试信发给", type: "email", value: app.store.superuser?.email || "", help: "发一封给自己看看" }]);
    const dialogue = store({ lines: null, ok: false, sentence: "" });

    async function keep() {
        const v = sender.values(), port = v.port || 465;
        const sent = { ...smtp, enabled: !!v.host, host: v.host || smtp.host, port, username: v.username || "", tls: port == 465 };
        delete sent.password;
        if (v.password) {
            sent.password = v.password;
        }
        kept.settings = await app.pb.settings.update({ smtp: sent, meta: { ...meta, senderAddress: v.senderAddress || meta.senderAddress, senderName: v.senderName || meta.senderName } }, { requestKey: null });
    }
    const test = () => tried(async () => {
        await keep();
        return ask("/api/setup/mail-test", { to: trial.values().to || "" });
    });
    const testRobot = () => tried(() => ask("/api/setup/robot-test", { url: robot.values().robot_url || "", secret: secret.values().robot_secret || "" }));

    async function tried(run) {
        try {
            const answer = await run();
            Object.assign(dialogue, { lines: answer.dialogue || [], ok: answer.ok, sentence: answer.sentence || "" });
        } catch (err) {
            Object.assign(dialogue, { lines: [], ok: false, sentence: err.message });
            complain(err);
        }
    }
    return step("发信邮箱", "周报、转办函、催办都从这里发出。走政务微信或纸质的，可以先跳过。", [
        t.div({ className: "hg-two" }, sender.elements, reports.elements, trial.elements),
        t.h2({ className: "hg-more" }, "紧急通知"),
        t.p({ className: "hg-hint" }, "有人报险时，马上给值班的人发邮件、往工作群发一条。谁什么时候值班，在“值班表”里排：", t.a({ href: "#/collections?collection=watches" }, "去排值班表")),
        t.div({ className: "hg-two" }, robot.elements, secret.elements),
        () => dialogue.lines ? [
            t.div({ className: "alert " + (dialogue.ok ? "success" : "danger") }, dialogue.sentence || (dialogue.ok ? "邮件服务器收下了测试信，请到收件箱看看。" : "没有发出去。"), dialogue.ok ? "" : t.p({ className: "hg-hint" }, "下面是对方的原话，可以拍给街道的网管看。")),
            dialogue.lines.length ? t.details({ className: "hg-twin", open: !dialogue.ok }, t.summary(null, "对方是怎么说的"),
                t.pre({ className: "hg-dialogue" }, [...(dialogue.lines.__raw || dialogue.lines)].join("\n"))) : "",
        ] : "",
    ], [
        verbs.busyButton("hg-strong", "保存，下一步", async () => {
            try {
                await keep();
                await save({ ...reports.values(), ...robot.values(), ...secret.values() });
            } catch (err) {
                complain(err);
            }
        }),
        verbs.busyButton("outline", "保存并发测试信", test), verbs.busyButton("outline", "试发到工作群", testRobot), skip(),
    ]);
}

function houses(all, { skip, go, load }) {
    const n = all.counts?.buildings || 0;
    return [
        n ? t.div({ className: "alert success" }, `已经有 ${all.counts.estates} 个小区、${n} 幢楼。再导入时，已有的不会重复。`) : "",
        importCard("places", "小区、楼栋、单元", "先下载模板，照样子填好再选文件。也可以以后在“台账”里一个个加。", async () => {
            await load();
            go(4);
        }),
        t.div({ className: "hg-actions" }, n ? verbs.busyButton("hg-strong", "下一步", () => go(4)) : skip()),
    ];
}

function poster(all, { save }) {
    const c = all.community;
    const finish = async (hash) => {
        if (await save({ setup_done: true }, false)) {
            location.hash = hash;
        }
    };
    const missing = Object.values(all.notes || {});
    const houses = all.counts?.buildings > 0;
    return step("打印第一张海报", "先印一张贴在办公室门口，用手机扫一扫、报一件小事，走通了再贴到楼道。", [
        missing.length ? t.div({ className: "alert warning" }, t.ul(null, missing.map((m) => t.li(null, m))))
            : /^https:/.test(c.public_url || "") ? "" : t.div({ className: "alert warning" }, "网址还不是 https 的正式域名，现在印的海报只适合试用。"),
        houses ? "" : t.div({ className: "alert warning" }, "还没有楼栋，海报要先有楼栋才能印。"),
        t.p({ className: "hg-hint" }, "用起来以后，数据每周拷一份到别的硬盘：", t.a({ href: "#/settings/backups" }, "设自动备份"), "，", t.a({ href: "#/help/backup" }, "备份和换电脑"), "。"),
    ], [
        houses ? verbs.busyButton("hg-strong", "去选楼栋、打印", () => finish("#/posters")) : "",
        verbs.busyButton(houses ? "outline" : "hg-strong", "完成，去工作台", () => finish("#/desk")),
    ]);
}
