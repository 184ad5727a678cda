// For phones too old for the page itself (no ES modules): say so and show the office's phone.
(function () {
  var place = document.getElementById('app'), x = new XMLHttpRequest();
  function say(phone) {
    place.innerHTML = '<div class="shell"><h1>这部手机打不开本页</h1><p>手机里的浏览器比较旧。您可以直接打电话给社区，一样办理。</p><p class="tel"></p></div>';
    place.querySelector('.tel').innerHTML = phone ? '<a class="btn main" href="tel:' + phone.replace(/[^0-9+]/g, '') + '">打电话 ' + phone.replace(/[<&]/g, '') + '</a>' : '电话号码印在楼道的海报上。';
  }
  say('');
  x.open('GET', '/api/home');
  x.onload = function () { try { say(JSON.parse(x.responseText).community.phone || ''); } catch (e) { /* the poster's number stands */ } };
  x.send();
})();
