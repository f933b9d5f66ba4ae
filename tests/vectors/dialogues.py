#!/usr/bin/python3
# Source: written for this project, beside client-dialogues.md.
"""Runs the dialogues of shared/vectors/client-dialogues.md against a receiver: dialogues.py DIALOGUES.md WORKDIR [LETTER...].
The programs are on PATH. O needs a co-process that plays its part and is left out unless named."""
import re,sys,json,socket,subprocess,time,os
sys.dont_write_bytecode=True
MD,R=sys.argv[1:3]; only=sys.argv[3:] or list('ABCDEFGHIJKLMNPQ')
MEMBER="""HWS=(ID=HWSD,XIBAREA=20,RACF=%s)
TCPIP=(HOSTNAME=TCPIP,PORTID=(29901),MAXSOC=50,RACFID=GUEST,
 TIMEOUT=500,ECB=Y,EXIT=(%s))
DATASTORE=(ID=IMSD,GROUP=XCFGRPD,MEMBER=HWSD,TMEMBER=IMSD,
 DRU=HWSYDRU0,APPL=IMSDAPPL,ACKTO=5)
"""
for n,r,e in (('HWSN','N','HWSSMPL0,HWSSMPL1'),('HWSY','Y','HWSSMPL0,HWSSMPL1'),('HWSX','N','HWSSMPL0')): open(f'{R}/{n}','w').write(MEMBER%(r,e))
open(R+'/app','w').write("""#!/bin/sh
case "$IMS_TRAN" in ECHO) cat;; TWO) cat >/dev/null; echo FIRST; echo SECOND;; NONE) cat >/dev/null;;
WHO) cat >/dev/null; echo "$IMS_TRAN $IMS_USER";; *) exit 3;; esac
"""); os.chmod(R+'/app',0o755)
open(R+'/echo.py','w').write("""import sys,json
for l in sys.stdin:
    m=json.loads(l); print(json.dumps({'id':m['id'],'segments':m['segments']}),flush=True)
""")
open(R+'/conv.py','w').write("""import sys,json
for l in sys.stdin:
    m=json.loads(l)
    if m['event']!='message': print(l,end='',file=open('ended','a')); continue
    if m['tran']!='CONV': print(json.dumps({'id':m['id'],'error':m['tran']}),flush=True); continue
    if m['data']=='END': r={'data':'BYE'}
    else:
        n=m['conversation']['state']['n']+1 if 'conversation' in m else 1
        r={'data':'NEXT %d'%n,'conversation':{'n':n}}
    print(json.dumps({'id':m['id'],**r}),flush=True)
""")
subprocess.run(['racf-admin','--store',R+'/store','init'],check=True,capture_output=True)
subprocess.run(['racf-admin','-q','--store',R+'/store'],input="""ADDUSER USRP01 PASSWORD(OLD1PASS)
ALTUSER USRP01 PASSWORD(OLD1PASS) NOEXPIRED
ADDUSER USRQ01 PASSWORD(BLUE42SK)
ALTUSER USRQ01 PASSWORD(BLUE42SK) NOEXPIRED
SETROPTS CLASSACT(PTKTDATA APPL) RACLIST(PTKTDATA APPL)
RDEFINE PTKTDATA IMSDAPPL SSIGNON(KEYMASKED(5B4A0826DB3B178C)) UACC(NONE)
RDEFINE APPL IMSDAPPL UACC(NONE)
PERMIT IMSDAPPL CLASS(APPL) ID(USRP01 USRQ01) ACCESS(READ)
SETROPTS RACLIST(PTKTDATA APPL) REFRESH
""",text=True,capture_output=True)
def tickets():
    time.sleep(1.1); return subprocess.run(['ptkt-gen','--store',R+'/store','-u','USRQ01','-a','IMSDAPPL'],capture_output=True,text=True).stdout.strip()
CONF={'A':('HWSN','exec'),'P':('HWSY','exec'),'Q':('HWSY','exec'),'N':('HWSN','conv'),'O':('HWSN','echo')}
def start(m,kind,tag,*more):
    args={'exec':['--exec','./app'],'echo':['--coprocess','/usr/bin/python3 echo.py'],'conv':['--coprocess','/usr/bin/python3 conv.py'],'none':[]}[kind]
    ready=f'{R}/{tag}.ready'
    p=subprocess.Popen(['imscon-recv','--store','store','-m',m,'--listen','127.0.0.1:0','--ready-file',ready]+args+list(more),cwd=R,stdout=open(f'{R}/{tag}.out','w'),stderr=open(f'{R}/{tag}.err','w'))
    for _ in range(50):
        if os.path.exists(ready) and os.path.getsize(ready): break
        time.sleep(.1)
    return open(ready).read().strip().split(':'),p.pid
def parse(md):
    steps=[]; letter=None; code=False
    for l in md.split('\n'):
        m=re.match(r'## ([A-Z])\. ',l)
        if m: letter=m.group(1)
        if l.startswith('```'): code=not code; continue
        if not code or not letter: continue
        m=re.match(r'([A-Z])(\d+) socket (\d) \| (.*)$',l)
        if m:
            cols=[x.strip() for x in m.group(4).split(' | ')]
            steps.append(dict(k=m.group(1)+m.group(2),sock=int(m.group(3)),what=cols[0],back=cols[1],state=cols[2],mark=cols[3],c=None,s=[],x=[]))
        elif l.startswith('C>'): steps[-1]['c']=l[2:].strip()
        elif l.startswith('S<'): steps[-1]['s'].append(l[2:].strip())
        elif l.startswith('X<'): steps[-1]['x'].append(int(re.search(r'socket (\d)',l).group(1)))
    return steps
def unhex(h,ph):
    h=re.sub(r'\{([^}]+)\}',lambda m: ph(m.group(1)),h)
    h=re.sub(r'\b([0-9A-F]{2})\*(\d+)\b',lambda m:m.group(1)*int(m.group(2)),h)
    return bytes.fromhex(h.replace(' ',''))
def pat(h): return re.compile(b''.join(b'.' if p=='..' else re.escape(bytes.fromhex(p)) for p in re.findall('..',h.replace(' ',''))),re.S), len(h.replace(' ',''))//2
def recvall(s,n,t):
    s.settimeout(t); b=b''; end=time.time()+t
    while len(b)<n:
        try: x=s.recv(n-len(b) if n else 65536)
        except TimeoutError: return b,'open'
        except ConnectionError: return b,'reset'
        if not x: return b,'closed'
        b+=x
    return b,'open'
def answer(s,t,ll):
    if ll:
        h,st=recvall(s,4,t)
        if len(h)<4: return h,st
        r,st=recvall(s,int.from_bytes(h,'big')-4,t); return h+r,st
    b=b''
    while True:
        h,st=recvall(s,2,t)
        if len(h)<2: return b+h,st
        r,st=recvall(s,int.from_bytes(h,'big')-2,t); b+=h+r
        if len(r)>=10 and r[2:10] in (x.encode(c) for x in ('*CSMOKY*','*REQSTS*') for c in ('latin-1','cp037')): return b,st
def describe(b,code):
    if not b: return 'nothing'
    d={'a':'latin-1','e':'cp037'}[code]
    i=b.find('*REQSTS*'.encode(d))
    if i>=0 and len(b)>=i+16: return f'RSM {int.from_bytes(b[i+8:i+12],"big")}, rsn {int.from_bytes(b[i+12:i+16],"big")}'+(f', RACFRC {b[i-1]:02X}' if b[i-1] else '')
    j=b.find('*CSMOKY*'.encode(d))
    o='CSM X\'%02X\''%b[j-2] if j>=0 else ''
    if '*GENCID*'.encode(d) in b: o='CID, '+o
    return o+' '+repr(b.decode(d))[:200]
BEFORE={'N7':['N1','N2']}
steps=parse(open(MD).read()); byk={s['k']:s for s in steps}
res={}
letters=sorted({s['k'][0] for s in steps})
for L in letters:
    if only and L not in only: continue
    m,kind=CONF.get(L,('HWSN','exec'))
    addr,pid=start(m,kind,'d'+L); socks={}; tk={}; others=[]
    def ph(name):
        if name.startswith('ticket'):
            if name not in tk: tk[name]=tickets()
            return tk[name].encode(enc).hex()
        return '00'*40
    for s in [x for x in steps if x['k'][0]==L]:
        key=s['sock']; a=addr
        if s['k'] in('L2','L3','I6'):
            mm,kk={'L2':('HWSN','echo'),'L3':('HWSN','none'),'I6':('HWSX','exec')}[s['k']]
            a,p2=start(mm,kk,'d'+s['k']); others.append(p2)
        if s['k']=='I5': a,p2=start('HWSN','exec','dI5','--exit-alias','BANKEXIT=HWSSMPL1'); others.append(p2)
        if key not in socks:
            socks[key]=socket.create_connection((a[0],int(a[1])))
        c=s['c']; src=s
        if c.startswith('as '): src=byk[c[3:]]; c=src['c']
        exp=[byk[x[3:]]['s'] if x.startswith('as ') else [x] for x in s['s']]; exp=[y for x in exp for y in x]; free=exp==['any']
        h=c.replace(' ',''); enc='cp037' if h[16:18]=='5C' else 'latin-1'
        code='e' if enc=='cp037' else 'a'
        b=unhex(c,ph); problems=[]
        if int.from_bytes(b[:4],'big')!=len(b): problems.append(f'BAD LLLL {len(b):x}')
        for k in BEFORE.get(s['k'],[]):
            one=unhex(byk[k]['c'],ph); socks[key].sendall(one)
            if byk[k]['s']:
                p,_=pat(''.join(byk[k]['s'])); got,_=answer(socks[key],4,b'SAMPLE' not in one)
                if not p.fullmatch(got): problems.append(k+' again: '+describe(got,code))
        t0=time.time(); got=b''
        try: socks[key].sendall(b)
        except OSError as er: problems.append(f'send: {er}')
        state='open'
        if exp:
            p,n=pat('' if free else ''.join(exp))
            got,state=answer(socks[key],4,b'SAMPLE' not in b[8:16] and 'SAMPLE'.encode('cp037') not in b[8:16])
            if not got if free else not p.fullmatch(got): problems.append(describe(got,code))
        dt=time.time()-t0
        if state=='open':
            more,state2=recvall(socks[key],1,.7) if state=='open' else (b'',state)
            if more: problems.append('more: '+describe(more+recvall(socks[key],9999,.3)[0],code)); 
            state=state2
            if more: state=recvall(socks[key],1,.3)[1]
        want=s['state']
        if want in('open','closed') and (state=='reset' and 'closed' or state)!=want: problems.append(f'socket {state}')
        for x in s['x']:
            if socks[x].fileno()<0: continue
            g,st=recvall(socks[x],1,.5)
            if g or st=='open': problems.append(f'socket {x}: {g.hex()} {st}')
        if state!='open' and want=='open': pass
        res[s['k']]=('ok' if not problems else 'differs: '+'; '.join(problems))
        print(s['k'],f'{dt:.2f}s',res[s['k']],'' if not problems else ' | got '+got.hex())
        if state in('closed','reset'):
            socks[key].close()
            if want=='open': time.sleep(.1); socks[key]=socket.create_connection((a[0],int(a[1]))); print('   (reconnected)')
    for x in socks.values(): x.close()
    for p in [pid]+others: os.kill(p,15)
good=[k for k,v in res.items() if v=='ok']; print(f"{len(good)} of {len(res)} steps as they must be, not: {' '.join(k for k in res if k not in good)}"); sys.exit(len(good)<len(res))
