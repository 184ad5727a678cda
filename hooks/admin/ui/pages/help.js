// 帮助: seven short pages the secretary reads or prints. help_test.go looks for each button and address named here.
const { listHref } = window.hongguan;

const link = (href, label) => t.a({ href }, label);
const button = (label) => t.b({ className: "hg-key" }, label);

// A topic is its title, who looks for it, and its steps; a step is a sentence or a list of pieces.
const topics = {
    daily: {
        title: "每天五分钟", hint: "早上打开电脑，按这个顺序看一遍。",
        steps: [
            ["打开", link("#/desk", "工作台"), "。最上面红色的是紧急事项，页面最下面也会一直留着，点", button("我来处理"), "，先打电话或到现场，再点", button("紧急已处置"), "。"],
            ["看“今天先办”。每个数字点开就是那几件。先点“待受理”：机器建议的单位对，就点", button("采纳并派单"), "；不对，点开那一件，先", button("改分类"), "再派。"],
            ["再看“超期”“今日到期”“不满意”“被退回”。点开以后按按钮催办、改派或者重新办。"],
            ["“待告知”是有了答复、居民还不知道的。打电话说一声，点", button("打电话"), "看号码，打完记一下，这一件才往下走。"],
            ["右边看周报还有多久、机器状况有没有红的。机器状况下面的话会说清楚怎么办。"],
            ["数字自己会变，不用一直刷新。找某一件、某个人，按键盘上的 / 键。"],
        ],
        see: [["#/desk", "工作台"], [listHref("requests", "", "-received_at"), "全部诉求"]],
    },
    request: {
        title: "一件诉求怎么走", hint: "从居民说事到办结，每一步都记在“流转记录”里。",
        steps: [
            ["待受理：居民扫码、打电话、上门说的事，先到这里。机器已经分好类、算好期限、写好建议单位和理由，人来确认。"],
            ["待签收：派给了单位。点", button("复制派单文字"), "，贴到微信里发给对方；对方点开链接就能签收、答复，不用账号。填了邮箱的单位会自动收到邮件。"],
            ["办理中：单位写进展、写答复。办不了的可以退回，写明理由；要延期的，由社区同意或不同意。"],
            ["待审核：设了“答复先审核”的单位，答复先到社区，点", button("同意发出"), "居民才看得到，写得不好就退回去改。"],
            ["已答复：居民自己打开看了，或者有人打了电话、上了门，点", button("记录告知"), "，才算告诉了居民。"],
            ["已办结：居民评价满意就办结；告知以后 7 天没有评价，自动办结，记“未评价”。没告知的不会自己办结。"],
            ["居民说不满意或没解决，第一次自动重新办；以后由社区决定再办、提高层面，还是解释清楚。"],
            ["社区、单位都办不了的，点", button("上报（提高层面）"), "，随周五周报报给组织部门，由它指定承办党组织。"],
            ["涉及具体的人、不能公开的，点", button("转入保密"), "：文字、照片、姓名电话都移走，只剩编号。"],
        ],
        see: [[listHref("requests", "", "-received_at"), "全部诉求"], ["#/catalogue", "派单目录"]],
    },
    friday: {
        title: "周五怎么签发", hint: "一周只有一期周报，报出以后内容不再改。",
        steps: [
            ["打开", link("#/friday", "周报"), "。上面写着几点报送；遇到放假，自动提前到放假前的最后一个工作日。"],
            ["看“报送事项”：哪几件复杂诉求要报。不该报的点", button("不列入"), "，该报的点", button("列入"), "。要说明的话写在下面，点", button("保存说明"), "。"],
            ["点", button("签发"), "，填签发人姓名。签发以后到时间自动发出，姓名写在周报末尾。"],
            ["想晚一点再报，点", button("暂缓"), "，到时间不会发出。想马上报，点", button("现在发出"), "。"],
            ["走 OA、政务微信或者纸质的，点", button("打印"), "或下载附件，报完点", button("标记已人工报送"), "，本周就不再发邮件。"],
            ["没有签发会怎样：", link(listHref("communities"), "社区资料"), "里勾了“自动发周报”的，到时间照样发出，写明没有签发；没勾的，等签发以后再发。"],
            ["星期五电脑没开：开机以后自动补发，注明“迟报”，不会漏一期，也不会发两次。"],
        ],
        see: [["#/friday", "周报"], ["#/setup", "发信邮箱在“开办向导”第三步"]],
    },
    posters: {
        title: "海报怎么贴", hint: "一张海报一个码，扫了就知道是哪幢楼。",
        steps: [
            ["先确认网址：居民的手机要能打开。打印页上有红字警告的，说明网址还只能试用，别大批印。网址在", link("#/setup", "开办向导"), "第二步改。"],
            ["打开", link("#/posters", "海报"), "，选每幢、每单元还是每小区一张，勾好楼栋，点", button("生成并打印"), "。已经有码的用原来的码，重复打印没关系。"],
            ["打印页上选彩色还是省墨。先印一张贴在办公室门口，用手机扫一扫、报一件小事，走通了再贴楼道。"],
            ["贴在单元门里面、电梯口，齐胸高，别贴在反光玻璃上。海报上写的是哪幢楼，就贴哪幢楼。"],
            ["破了：在“已有的海报”里点", button("更换"), "，旧码马上失效，印一张新的。不用了：点", button("停用"), "，扫的人会看到社区电话。"],
            ["给每户做门牌贴，点", button("门牌贴"), "，写上有哪些室，印在 A4 标签纸上。给老人做便民卡，在", link(listHref("residents"), "居民"), "里点", button("便民卡"), "。"],
        ],
        see: [["#/posters", "海报"], [listHref("posters"), "已有的海报"]],
    },
    backup: {
        title: "备份和换电脑", hint: "全部数据都在程序旁边的 pb_data 文件夹里。",
        steps: [
            ["做一份：打开", link("#/settings/backups", "备份"), "，点", button("现在备份"), "，做好以后点", button("下载"), "，存到 U 盘或另一块硬盘。每周至少一份，U 盘锁在柜子里：里面有居民的姓名电话。"],
            ["让它自己做：在同一页点", button("自动备份设置"), "，打开“自动备份”。自动做的也放在 pb_data 里，硬盘坏了会一起没有，还是要拷出来。"],
            ["也可以整个复制：先关掉程序的黑色窗口，把 pb_data 整个文件夹复制走。"],
            ["别漏了 pb_data 里的 link.key：没有它，发给单位的链接都会失效。有 holding.key 的也要，没有它，锁着的信就再也打不开。上面做的备份里都有。"],
            ["换电脑：把程序和 pb_data 文件夹一起复制到新电脑的同一个文件夹里，双击程序。只有备份压缩包的，先把它解开，里面的文件放进新的 pb_data 文件夹，再双击程序。"],
            ["新电脑的地址变了：到", link("#/setup", "开办向导"), "第二步看看网址还对不对。海报上印的是网址，网址没变就不用重印。"],
            ["两台电脑不要同时开着同一份数据。旧电脑上的 pb_data 确认不用了再删。"],
        ],
        see: [["#/settings/backups", "备份"], ["#/jobs", "定时任务"]],
    },
    password: {
        title: "忘了密码", hint: "书记、工作人员、居民各有各的办法。",
        steps: [
            ["书记忘了：登录页点", button("忘记密码"), "，填邮箱，收到邮件点链接就能设新的。要先设好发信邮箱。"],
            ["没有设邮箱：请另一位有书记账号的同志，在", link(listHref("_superusers"), "书记账号"), "里打开您的账号，点", button("修改密码"), "。"],
            ["都不行：在运行红管家的那台电脑上，打开命令行，到程序的文件夹里输入：", t.code(null, "hongguan superuser update 您的邮箱 新密码"), "。这样做会记入操作日志。"],
            ["工作人员忘了：在", link(listHref("staff"), "工作人员"), "里点这个人的", button("给新密码"), "，打印密码条或念给本人听；本人登录后先改成自己的。人走了不要删账号，取消“在岗”。"],
            ["居民忘了：在", link(listHref("residents"), "居民"), "里找到她，点", button("登录码"), "。先回拨登记的号码，或者人就在面前，再把码念给本人听，10 分钟内有效，用一次。"],
            ["连着输错会锁一会儿，等一刻钟再试。不在办公室的网络里，后台登不进去，这是为了安全。"],
        ],
        see: [[listHref("staff"), "工作人员"], [listHref("residents"), "居民"], [listHref("_superusers"), "书记账号"]],
    },
    questions: {
        title: "常见问题", hint: "先在这里找一找。",
        steps: [
            [t.b(null, "邮件没发出去？"), "工作台的“未发邮件”点开，看“没发出的原因”，改好地址点", button("重发"), "。没有网的时候信排着队，网好了自己接着发。"],
            [t.b(null, "机器分错类了？"), "打开那一件，点", button("改分类"), "，以后相近的话就照您改的建议。改错了，在", link(listHref("corrections"), "改判记录"), "里撤销。"],
            [t.b(null, "为什么不能删诉求？"), "办过的事要查得到。误交的让居民撤回，重复的并案，不归社区管的点", button("不予受理"), "并告诉去处。"],
            [t.b(null, "同一件事好几个人说？"), "打开其中一件，点", button("并案"), "，一起办，各人都收到答复、各自评价。"],
            [t.b(null, "居民没有手机？"), "工作台点", button("代登记"), "，三十秒记下来，打一张回执给她，凭回执上的查询码也能查。"],
            [t.b(null, "物业说没收到？"), "打开那一件，点", button("复制派单文字"), "再发一次。链接发错了群，点", button("换新链接"), "，旧的马上打不开。"],
            [t.b(null, "夜里电脑关了，居民扫码怎么办？"), "会打不开。海报上印着网上受理时间和电话；请懂技术的人把关机时的页面放到代理上，就能看到电话。"],
            [t.b(null, "领导要看数字？"), link("#/figures", "简报"), "里有月度简报、迎检资料和办理情况，都能导出 Excel，姓名、电话已隐去。"],
            [t.b(null, "书记信箱的信谁看得到？"), "只有书记，每看一次都有记录。说到书记、主任的信，书记也看不到，归社区以外的上级联系人。见", link("#/sealed", "保密"), "。"],
            [t.b(null, "页面变成英文了？"), "刷新一次。还不行，关掉程序重新打开。英文页面上照样能办，数据都在。"],
        ],
        see: [["#/help/password", "忘了密码"], ["#/help/backup", "备份和换电脑"]],
    },
};

export function page(route) {
    const shown = topics[route.params.topic];
    return t.div({ className: "page hg-helps" }, t.div(
        { className: "page-content hg-page" },
        t.header(
            { className: "hg-heading" }, t.h1(null, shown ? shown.title : "帮助"), t.p(null, shown ? shown.hint : "七页，打开以后都能打印，贴在电脑旁边。"),
            t.div({ className: "hg-heading-buttons" },
                shown ? t.a({ className: "btn outline sm", href: "#/help" }, t.span({ className: "txt" }, "全部帮助")) : "",
                shown ? t.button({ type: "button", className: "btn outline sm", onclick: () => window.print() }, t.span({ className: "txt" }, "打印")) : ""),
        ),
        shown ? topic(shown) : t.div({ className: "hg-topics" }, Object.entries(topics).map(([key, one]) => t.a(
            { className: "hg-card", href: "#/help/" + key }, t.strong(null, one.title), t.span(null, one.hint),
        ))),
    ));
}

function topic(one) {
    return t.section(
        { className: "hg-card hg-help" },
        t.ol(null, one.steps.map((step) => t.li(null, step))),
        t.p({ className: "hg-see" }, "去办：", one.see.map(([href, label]) => t.a({ href }, label))),
    );
}
